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
history-private = private
history-moved = moved from { $dates }
