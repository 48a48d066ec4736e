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
follow-up-on = Follow up on { $name }
follow-up-plain = Follow up
last-touch = Last touch: { $kind }, { $when }
last-touch-by = Last touch: { $kind }, { $when } ({ $by })
promise = Open: { $subject }
promise-due = Open: { $subject } ({ $when })
follow-up-closed = ✅ Closed: { $subject }
button-close-later = Close "{ $subject }"
note-kept = 📝 { $private ->
    [yes] Private note on { $who } kept: only you see it
   *[no] Note on { $who } kept
 }
note-kept-nobody = 📝 Note kept
