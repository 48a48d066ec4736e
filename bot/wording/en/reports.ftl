report-title = { $report ->
    [pipeline] Pipeline
    [forecast] Forecast
    [won_lost] Won and lost
    [week] The week
   *[activity] Activity
 }{ $whose ->
    [mine] { "" }
    [everybody] , everybody
   *[somebody] , { $name }
 }{ $period ->
    [none] { "" }
   *[other] {" "}· { $period }
 }
report-headline = 💰 **{ $title }** · { $what }
report-headline-activity = **{ $title }** · { $what }
report-deals = { $count ->
    [1] 1 deal
   *[other] { $count } deals
 }: { $sums }
report-line = { $name } · { $count } · { $sums }
report-no-deals = no open deals
report-none-decided = nothing won or lost
report-no-activity = nothing logged
report-slipped-deal = { $name } ({ $day })
report-slipped = ⚠️ Close date past: { $deals }{ $more ->
    [0] { "" }
   *[other] , { $more } more
 }
report-undated = Without a close date: { $count }
report-won-already = Won already: { $count } · { $sums }
report-rate = { $won } of { $count } won
report-won = Won · { $count } · { $sums }
report-lost = Lost · { $count } · { $sums }
report-won-because = Won **{ $deal }**: "{ $reason }"
report-lost-because = Lost **{ $deal }**: "{ $reason }"
report-is-won = Won
report-is-lost = Lost
report-did-call = { $count ->
    [1] 1 call
   *[other] { $count } calls
 }
report-did-meeting = { $count ->
    [1] 1 meeting
   *[other] { $count } meetings
 }
report-did-email = { $count ->
    [1] 1 e-mail
   *[other] { $count } e-mails
 }
report-did-note = { $count ->
    [1] 1 note
   *[other] { $count } notes
 }
report-unanswered = Without an answer: { $count }
report-person = **{ $name }**: { $what }
report-nobody = Nobody
report-kinds-call = Calls
report-kinds-meeting = Meetings
report-kinds-email = E-mails
report-kinds-note = Notes
report-column-stage = Stage
report-column-month = Month
report-column-quarter = Quarter
report-column-year = Year
report-column-deals = Deals
report-column-amount = Amount
report-column-weighted = Weighted
report-column-total = Total
report-column-deal = Deal
report-column-result = Result
report-column-closed = Closed
report-column-reason = Reason
report-column-kind = Kind
report-column-done = Done
report-column-unanswered = No answer
report-column-person = Person
report-legend-weighted = Weighted
report-legend-whole = Whole amount
report-legend-won = Won
report-legend-lost = Lost
report-drawn-at = Converted at { $rates }
report-not-drawn = Not drawn: { $sums }
report-of-pipeline = { $title } · { $pipeline }
week-won = 💰 Won: { $items }
week-lost = Lost: { $items }
week-new = New: { $items }
week-moved = Moved on: { $items }
week-slipped = ⚠️ Slipped: { $items }
week-past = ⚠️ Close date past: { $items }
week-deal = { $amount ->
    [none] **{ $name }**
   *[other] **{ $name }** { $amount }
 }
week-staged = { $name } → { $stage }
week-slip = { $name }, { $before } → { $after }
