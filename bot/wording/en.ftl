# What the bot says in English. ** opens and closes bold; one emoji a line at most, and only as a sign.

## Names
lines-more = … and { $count } more
who = **{ $name }**
who-at = **{ $name }** ({ $account })
option-at = { $name } · { $account }
kind-call = call
kind-meeting = meeting
kind-email = e-mail
kind-note = note

## Calls
logged-call = 📞 { $direction ->
    [inbound] Call from
   *[outbound] Call with
 } { $who } logged{ $outcome ->
    [voicemail] : voicemail
    [no_answer] : no answer
    [cancelled] : cancelled
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-call-nobody = 📞 Call logged{ $outcome ->
    [voicemail] : voicemail
    [no_answer] : no answer
    [cancelled] : cancelled
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting = 📅 Meeting with { $who }{ $outcome ->
    [cancelled] {" "}called off
    [no_answer] {" "}missed
   *[held] {" "}logged
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting-nobody = 📅 Meeting logged, { $when }
logged-email = 📧 E-mail { $direction ->
    [inbound] from
   *[outbound] to
 } { $who } logged, { $when }
logged-email-nobody = 📧 E-mail logged, { $when }
location = At { $place }
quote = "{ $text }"
follow-up-set = ⏰ Follow-up **{ $when }**
follow-up-set-subject = ⏰ **{ $subject }**: { $when }
follow-up-past = No follow-up set: { $when } is past.
call-back = Call back { $name }
follow-up-with = Follow up with { $name }
follow-up-plain = Follow up
last-touch = Last touch: { $kind }, { $when }
last-touch-by = Last touch: { $kind }, { $when } ({ $by })
promise = Open: { $subject }
promise-due = Open: { $subject } ({ $when })
follow-up-closed = ✅ Closed: { $subject }
button-close-later = Close "{ $subject }"

## Planning
planned-call = 📞 Call with { $who }: **{ $when }**{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
planned-call-nobody = 📞 Call: **{ $when }**
planned-meeting = 📅 Meeting with { $who }: **{ $when }**{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
planned-meeting-nobody = 📅 Meeting: **{ $when }**
schedule-when = When? For example: tuesday 10:00, tomorrow at 3
schedule-past = { $when } is past. When is it to be?
task-set = ✅ **{ $subject }**{ $priority ->
    [high] {" "}· high priority
    [low] {" "}· low priority
   *[medium] { "" }
 }
task-due = Due { $when }
task-due-past = Was due { $when }
item-none = I find nothing of yours that fits.
item-which = Which one?
item-cancelled = Called off: **{ $subject }**

## Notes
note-kept = 📝 Note on { $who } kept
note-kept-nobody = 📝 Note kept

## People
person-new = New: { $name }. Create?
person-new-at = New: { $name } at { $account }. Create?
person-new-both = New: { $name } at { $account }. Create both?
account-new = New company: { $account }. Create?
which = Which { $name }?
who-instead = Who was it? Write the name.
nobody-called = I know nobody called { $name }.
contact-created = **{ $name }** created
contact-created-at = **{ $name }** created ({ $account })
account-created = **{ $name }** created
contact-exists = { $who } is known already. Create another one?
linked = Linked to { $who }
left-as-written = Left as written: { $name }
left = Left as it is.
contact-title = **{ $name }**
contact-title-role = **{ $name }** · { $role }
role-at = { $title } at { $account }
contact-reach = 📱 { $reach }
contact-last = Last: { $kind }, { $when }
contact-last-by = Last: { $kind }, { $when } ({ $by })
contact-deal = 💰 { $deal } · { $stage }{ $amount ->
    [none] { "" }
   *[other] { " · " }{ $amount }
 }{ $closes ->
    [none] { "" }
   *[other] { " · " }closes { $closes }
 }
contact-next = Next: { $what }, { $when }
contact-next-undated = Next: { $what }
contact-overdue = ⚠️ Overdue: { $what } (since { $when })
contact-next-nothing = Next: nothing planned
contact-field = **{ $name }**: { $value }
contact-field-unknown = **{ $name }**: no { $field } known
contact-updated = **{ $name }**: { $field } { $value }
contact-updated-from = **{ $name }**: { $field } { $before } → { $value }
contact-unchanged = **{ $name }**: { $field } is { $value } already
value-past = { $when } is past. For example: tuesday 10:00, in 2 hours, 1 December
value-missing = What is the new { $field } of { $name }? For example: { $name }'s { $field } is now …
value-wrong = "{ $value }" is no { $field }. { $example }
value-example-phone = A phone number looks like +33 6 12 34 56 78.
value-example-email = An e-mail address looks like jane@acme.com.
value-example-date = A date looks like 3 September 1980.
field-not-kept = I keep { $fields } of a contact, but no { $field } yet.
field-phone = phone
field-mobile = mobile
field-email = e-mail
field-title = title
field-account = company
field-address = address
field-birthday = birthday
field-amount = amount
field-stage = stage
field-close_date = close date
field-next_step = next step
field-owner = owner
field-lead_status = status
field-website = website
field-industry = industry
field-name = name
field-due_at = time
stage-prospecting = Prospecting
stage-qualification = Qualification
stage-needs_analysis = Needs analysis
stage-value_proposition = Value proposition
stage-id_decision_makers = Identifying decision makers
stage-perception_analysis = Perception analysis
stage-proposal = Proposal
stage-negotiation = Negotiation
stage-closed_won = Closed won
stage-closed_lost = Closed lost

## Leads
option-lead = { $name } (lead)
lead-created = Lead { $who } noted
lead-title = **{ $name }** · lead ({ $status }){ $role ->
    [none] { "" }
   *[other] {" "}· { $role }
 }
lead-source = From { $source }
lead-none = { $name ->
    [none] Which lead? Write the name.
   *[other] I know no lead called { $name }.
 }
lead-field-not-kept = I keep { $fields } of a lead, but no { $field } yet.
lead-same-person = { $who } is known already. Is it the same person?
lead-converted = Lead converted: { $who } is a contact now
lead-converted-already = This lead was converted already.
lead-status-new = new
lead-status-assigned = assigned
lead-status-in_process = in process
lead-status-converted = converted
lead-status-recycled = recycled
lead-status-dead = dead

## Companies, deals, history
account-exists = **{ $name }** is known already.
account-none = I know no company called { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = People: { $names }
contacts-title = **{ $account }**: { $count ->
    [1] 1 person
   *[other] { $count } people
 }
contacts-none = I know nobody at { $account } yet.
deal-line = 💰 **{ $name }** · { $stage } ({ $probability } %){ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 }{ $closes ->
    [none] { "" }
   *[other] {" "}· closes { $closes }
 }
deal-account = For { $name }
deal-owner = With { $name }
deal-next-step = Next step: { $step }
deal-exists = The deal **{ $name }** is known already.
deal-unchanged = Nothing changed on **{ $name }**.
deal-none = I know no open deal called { $name }.
deal-which = Which deal of { $name }?
deal-whose = Which company is **{ $name }** for? Write its name.
deals-title = 💰 { $count ->
    [1] 1 deal
   *[other] { $count } deals
 }: { $sums }
deals-sum = { $amount } (weighted { $weighted })
deals-none = No deals fit.
deals-left-out = { $count } in another currency left out
history-title = { $name ->
    [none] What happened
   *[other] **{ $name }**
 }
history-none = { $name ->
    [none] Nothing there.
   *[other] Nothing yet with **{ $name }**.
 }
history-line = { $sign } { $when } · { $kind }
outcome-no_answer = no answer
outcome-voicemail = voicemail
outcome-cancelled = called off
user-none = I know no colleague called { $name }.
record-none = I find nothing called { $name }.
assigned = **{ $name }** belongs to { $owner } now
assigned-already = **{ $name }** belongs to { $owner } already.
deleted = **{ $name }** is in the trash

## Reports
report-title = { $report ->
    [pipeline] Pipeline
    [forecast] Forecast
    [won_lost] Won and lost
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
report-not-drawn = Not drawn: { $sums }

## Reminders
reminder-set = ⏰ **{ $when }**: { $subject }
reminder-repeats = Repeats { $rule }
repeat-hourly = { $count ->
    [1] every hour
   *[other] every { $count } hours
 }
repeat-daily = { $count ->
    [1] every day
   *[other] every { $count } days
 }
repeat-weekly = { $count ->
    [1] every week
   *[other] every { $count } weeks
 }
repeat-weekdays = every working day
repeat-weekly-on = { $count ->
    [1] every { $days }
   *[other] every { $count } weeks on { $days }
 }
repeat-monthly = { $count ->
    [1] every month
   *[other] every { $count } months
 }
repeat-yearly = { $count ->
    [1] every year
   *[other] every { $count } years
 }
repeat-on-day = { $rule } { $day ->
    [-1] on the last day
   *[other] on day { $day }
 }
repeat-on-days = { $rule } on days { $days }
repeat-on-nth = { $rule } on the { $nth ->
    [1] first
    [2] second
    [3] third
    [4] fourth
    [5] fifth
   *[other] last
 } { $weekday }
repeat-until = { $rule }, until { $day }
reminder-due = ⏰ **{ $subject }**
reminder-due-asked = ⏰ **{ $subject }** · asked on { $day }
reminder-due-late = ⏰ { $late } late, I was offline: **{ $subject }**
reminder-done = ✅ Done: **{ $subject }**
reminder-snoozed = ⏰ **{ $subject }**: again { $when }
reminder-moved = ⏰ **{ $subject }**: moved to { $when }
reminder-gone = This reminder is settled already.
reminder-none = You have no open reminder.
reminder-which = Which reminder?
reminder-past = { $when } is past. When shall I remind you?
reminder-when = When shall I remind you of "{ $subject }"? For example: tomorrow 9:00
reschedule-when = To when? For example: tuesday 10:00, in 2 hours, next week
time-not-understood = I found no time in "{ $text }". For example: tuesday 10:00, in 2 hours, 1 December

## Agenda
agenda-days = { $first } – { $last }
agenda-empty = Nothing planned: { $day }
agenda-widened = Nothing today. The next 7 days:
agenda-nothing-at-all = Nothing today, and nothing in the next 7 days.
agenda-overdue = ⚠️ { $item } (since { $when })
agenda-item = { $sign } { $item }
agenda-item-at = { $time } { $sign } { $item }
agenda-day-header = **{ $day }**
agenda-more = { $count } more

## Undo
undone = Undone: { $what }.
redone = Back again: { $what }.
undo-nothing = Nothing left to undo in the last 24 hours.
redo-nothing = Nothing to redo.
undo-again = This was undone already.
undo-conflict = { $by } set { $field } to { $present } ({ $when }). Put { $wanted } back all the same?
undo-conflict-anonymous = { $field } is { $present } now. Put { $wanted } back all the same?
undo-kept = Kept: { $value }.
undo-restored = Put back: { $value }.
value-empty = nothing
what-log_call = call with { $subject }{ $more ->
    [0] { "" }
   *[other] , and its follow-up
 }
what-log_call-nobody = call
what-log_meeting = meeting with { $subject }{ $more ->
    [0] { "" }
   *[other] , and its follow-up
 }
what-log_meeting-nobody = meeting
what-log_email = e-mail of { $subject }{ $more ->
    [0] { "" }
   *[other] , and its follow-up
 }
what-log_email-nobody = e-mail
what-schedule_call = planned call with { $subject }
what-schedule_call-nobody = planned call
what-schedule_meeting = planned meeting with { $subject }
what-schedule_meeting-nobody = planned meeting
what-create_task = task "{ $subject }"
what-cancel = calling off "{ $subject }"
what-create_account = company { $subject }
what-update_account = change to { $subject }
what-create_lead = lead { $subject }
what-update_lead = change to { $subject }
what-convert_lead = conversion of { $subject }
what-create_deal = deal { $subject }
what-update_deal = change to { $subject }
what-assign = giving away { $subject }
what-delete = deletion of { $subject }
what-add_note = note on { $subject }
what-add_note-nobody = note
what-set_reminder = reminder "{ $subject }"
what-update_contact = change to { $subject }
what-create_contact = contact { $subject }
what-done = "{ $subject }" done
what-snooze = snooze of "{ $subject }"
what-reschedule = new date of "{ $subject }"
what-import = import of { $subject } records
what-several = everything from your last message

## Talk
help-title = Write as you would to a colleague. For example:
help-lines =
    called Jane at Acme, wants a quote, follow up tomorrow at 10
    remind me friday at 3 to send the quote
    who is Jane?  ·  Jane's email
    what's on today  ·  my calls this week
    Jane's mobile is now +33 6 12 34 56 78
    note on Acme: budget frozen until march
    undo
greeting = Hello { $name }. What happened? For example: called Jane at Acme, follow up tuesday 10
welcome = You are welcome.
not-understood = I didn't get "{ $text }". I can log a call or a note, set a reminder, look somebody up, show your day.
nothing-said = That message was empty. For example: called Jane at Acme, follow up tuesday 10
not-yet-other = I cannot do that yet. I can log a call or a note, set a reminder, look somebody up, show your day.
unsure = Did I get this right? { $what }
unsure-log_call = Log a call with { $name }
unsure-add_note = Keep a note on { $name }
unsure-set_reminder = Set a reminder: { $name }
unsure-update_contact = Change { $name }
unsure-create_contact = Create { $name }
unsure-find_contact = Look up { $name }
unsure-other = { $text }
no-question = There is no open question. Write what happened, or "help".
dropped = Dropped.
no-such-choice = There is no choice { $number }. There are { $count }.
pressed-before = That was answered already.
button-unknown = This button is no longer known.
failed = Something went wrong on my side, and nothing was saved. Your message is kept; please tell whoever runs crmbot.
unlinked = I do not know you yet. Ask the person who runs crmbot for an invitation, and send me its code.
invitation-wrong = I do not know this code: it may be old or used. Ask for a new one.
invitation-locked = Too many wrong codes. Try again tomorrow.
invitation-linked = Hello **{ $name }**, this chat is yours now.
started = Hello { $name }. Write as you would to a colleague. For example:
corrected = Corrected: { $what } is undone.

## Preferences
zone-question = Which time zone are you in? For example: Paris, New York, Europe/London
zone-set = Your time zone is { $zone } now. Reminders keep their hour.
zone-unknown = I know no time zone "{ $zone }".
language-set = I speak English with you from now on.
language-unknown = I speak English and French, but no { $language } yet.
workday-set = Your working day starts at { $time } now.
setting-not-yet = That cannot be set yet. Your time zone, your language and the start of your working day can.

## Buttons
button-undo = Undo
button-redo = Redo
button-create = Create
button-create-anyway = Create anyway
button-use = Use { $name }
button-create-both = Create both
button-create-person = New contact: { $name }
button-someone-else = Someone else
button-leave = Leave
button-drop = Drop it
button-keep-as-note = Keep as a note
button-examples = Examples
button-yes = Yes
button-done = Done
button-snooze-hour = Snooze 1 h
button-snooze-tomorrow = Snooze to tomorrow
button-reschedule = Reschedule…
button-log-call = Log a call
button-remind-tomorrow = Remind me tomorrow
button-convert = Convert
button-new-deal = New deal
button-everybody = Everybody's
button-chart = Chart
button-forecast = Forecast
button-won-lost = Won and lost
button-people = People
button-more = More
button-share = Share here
button-keep = Keep { $value }
button-restore = Put back { $value }
