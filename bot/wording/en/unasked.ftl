unasked-reminder-said = You asked for it { $day }: "{ $text }"
unasked-reminder = You asked for it { $day }.
unasked-nag = It came { $when } and got no answer: such a reminder comes once more after { $hours } working { $hours ->
    [1] hour
   *[other] hours
 }, then it joins My day.
unasked-brief = { $who }, { $when }: 20 minutes before a call or meeting I tell what to know.
unasked-outcome = { $who }, { $when }: 15 minutes after a call or meeting I ask how it went, unless you told already.
unasked-day = My day comes on your working days.
unasked-week = The week comes on its last working day.
veiled-reminder = ⏰ { $name ->
    [none] A reminder
   *[other] **{ $name }**
 }
veiled-nag = ⏰ { $name ->
    [none] A reminder, once more
   *[other] **{ $name }**, once more
 }
veiled-brief = 📅 { $name ->
    [none] An appointment, soon
   *[other] **{ $name }**, soon
 }
veiled-outcome = 📅 { $name ->
    [none] An appointment is over
   *[other] **{ $name }**: how did it go?
 }
veiled-day = Your day is ready.
veiled-week = Your week is ready.
