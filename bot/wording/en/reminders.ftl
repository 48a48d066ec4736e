reminder-set = ⏰ **{ $when }**: { $subject }
reminder-waits = { $day } is free: it comes on the next working day.
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
reminders-late = ⏰ { $count } reminders came due while I was offline:
reminder-once-more = ⏰ Once more: **{ $subject }** · { $when }
reminders-last = That is reminder { $count } of today: any others join My day.
reminders-left = ⏰ { $count ->
    [1] 1 reminder left:
   *[other] { $count } reminders left:
 }
reminder-listed = **{ $subject }** · { $when }
reminders-all-done = ✅ All of them are done.
reminders-all-tomorrow = ⏰ All of them come again tomorrow.
reminders-undelivered = ⚠️ Some reminders of **{ $name }** do not arrive: { $platform } refuses them.
reminders-undelivered-help = "crmbot reminders failed" lists them, "crmbot reminders retry" sends them again.
call-outcome-question = How did the call go?
call-not-needed = Nothing is logged for it.
reminder-done = ✅ Done: **{ $subject }**
reminder-snoozed = ⏰ **{ $subject }**: again { $when }
reminder-moved = ⏰ **{ $subject }**: moved to { $when }
reminder-gone = This reminder is settled already.
reminder-none = You have no open reminder.
reminder-which = Which reminder?
reminder-of-what = What shall I remind you of?
reminder-past = { $when } is past. When shall I remind you?
reminder-when = When shall I remind you of "{ $subject }"? For example: tomorrow 9:00
snooze-when = Until when? For example: 4pm, in 2 hours, tuesday 10:00
reschedule-when = To when? For example: tuesday 10:00, in 2 hours, next week
time-not-understood = I found no time in "{ $text }". For example: tuesday 10:00, in 2 hours, 1 December
