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
