brief-meeting = 📅 In { $minutes } min: **{ $who }**{ $place ->
    [none] { "" }
   *[other] {" "}· { $place }
 }
brief-call = 📞 In { $minutes } min: **{ $who }**
brief-about = "{ $text }"
brief-touch = { $when } · { $kind }{ $by ->
    [none] { "" }
   *[other] {" "}({ $by })
 }{ $text ->
    [none] { "" }
   *[other] : "{ $text }"
 }
brief-deal = 💰 **{ $name }**{ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 } · { $stage } · { $age } old
outcome-question-call = 📞 How did the call with **{ $who }** go?
outcome-question-meeting = 📅 How did the meeting with **{ $who }** go?
outcome-question-hint = Write a line about it, or press what fits.
outcome-told = met { $name }, { $text }
outcome-told-call = called { $name }, { $text }
meeting-settled = This meeting is settled already.
button-call-held = Reached
button-call-voicemail = Voicemail
button-call-no_answer = No answer
button-call-cancelled = Called off
button-meeting-held = Took place
button-meeting-no_answer = Nobody came
button-meeting-cancelled = Called off
button-meeting-moved = Moved…
