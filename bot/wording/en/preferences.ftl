language-question = Which language shall we speak?
zone-question = Which time zone are you in? For example: Paris, New York, Europe/London
zone-set = Your time zone is { $zone } now. Reminders keep their hour.
zone-settled = Your time zone is { $zone }. Write as you would to a colleague. For example:
zone-unknown = I know no time zone "{ $zone }".
language-set = I speak English with you from now on.
language-unknown = I speak { $spoken }, but no { $language } yet.
workday-set = Your working day starts at { $time } now.
weekdays-to = { $first } to { $last }
workdays-set = You work { $days } from now on.
workdays-none = That would leave no working day. For example: I work monday to thursday
workdays-not-understood = I found no days in "{ $text }". For example: I work monday to thursday
holidays-set = I keep these holidays from now on: { $country }.
holidays-none-set = I keep no holidays any more: working days are those of the week.
holidays-unknown = I know no holidays of "{ $country }". For example: use the holidays of Belgium
quiet-set = Quiet from { $since } to { $until }. What you asked for at an hour still comes then.
quiet-none-set = No quiet hours any more.
hour-not-understood = I found no hour in "{ $text }". For example: 8:30, 7pm, from 7pm to 8am
digest-set = My day comes at { $time } on your working days.
muted-day = My day comes no more. "what's on today" shows it; "start the morning digest again" brings it back.
unmuted-day = My day comes again on your working days.
muted-week = The week comes no more. "weekly recap" shows it; "start the weekly digest again" brings it back.
unmuted-week = The week comes again on its last working day.
muted-nag = Each reminder comes once from now on. "nag me again" brings the second one back.
unmuted-nag = A reminder without an answer comes once more.
nagging-set = A reminder without an answer comes once more after { $hours } working { $hours ->
    [1] hour
   *[other] hours
 }.
nagging-not-understood = "{ $text }" is no number of hours from 1 to { $most }. For example: nag me after 3 hours
cap-set = { $count ->
    [0] Reminders come without a limit.
    [1] At most 1 reminder a day: the others join My day.
   *[other] At most { $count } reminders a day: the others join My day.
 }
cap-not-understood = "{ $text }" is no number from 1 to { $most }. For example: at most 8 reminders a day
muted-brief = No briefs before meetings any more. "brief me before meetings" brings them back.
unmuted-brief = A brief comes before each meeting.
muted-outcome = I no longer ask how a meeting went. "ask me how meetings went" brings it back.
unmuted-outcome = I ask after each meeting how it went.
muted-all = Nothing comes unasked any more; what you asked to be reminded of still comes. "turn everything on" brings it back.
unmuted-all = My day, the week, briefs, questions after meetings and second reminders come again.
switch-not-understood = "{ $text }" is neither on nor off. For example: stop the weekly digest
lock-screen-set = { $shows ->
    [full] A locked screen shows the whole message.
    [name] A locked screen shows a name, and nothing else.
   *[nothing] A locked screen shows that there is a message, and nothing of it.
 }
lock-screen-not-understood = "{ $text }" is none of everything, names, nothing. For example: show only names on the lock screen
settings-title = **Your settings**. To change one, say it:
setting-speech = Language: { $language }, zone: { $zone } · "speak French", "my timezone is Lisbon"
setting-work = { $days } from { $start }, { $holidays } · "I work monday to thursday", "my day starts at 8"
setting-holidays = holidays: { $country }
setting-no-holidays = no holidays
setting-quiet = Quiet { $since } – { $until } · "no quiet hours"
setting-no-quiet = No quiet hours · "no reminders after 7pm"
setting-digests = { $day ->
    [on] My day at { $time }
   *[off] My day: off
 }, { $week ->
    [on] the week on its last day
   *[off] the week: off
 }{ $team ->
    [on] {", the team's in its channel"}
   *[off] {""}
 } · "send me my day at 8:30", "stop the weekly digest"
setting-reminders = { $cap ->
    [0] No limit of reminders
   *[other] At most { $cap } reminders a day
 }, { $hours ->
    [0] once each
   *[other] once more after { $hours } h
 } · "at most 8 reminders a day", "don't nag me"
setting-meetings = { $brief ->
    [on] A brief before meetings
   *[off] No brief before meetings
 }, { $outcome ->
    [on] a question after
   *[off] no question after
 } · "no meeting briefs", "turn everything off"
setting-lock-screen = Locked screen: { $shows ->
    [full] everything
    [name] names alone
   *[nothing] nothing
 } · "show only names on the lock screen"
