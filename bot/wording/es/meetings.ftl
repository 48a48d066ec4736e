brief-meeting = 📅 En { $minutes } min: **{ $who }**{ $place ->
    [none] { "" }
   *[other] {" "}· { $place }
 }
brief-call = 📞 En { $minutes } min: **{ $who }**
brief-about = «{ $text }»
brief-touch = { $when } · { $kind }{ $by ->
    [none] { "" }
   *[other] {" "}({ $by })
 }{ $text ->
    [none] { "" }
   *[other] : «{ $text }»
 }
brief-deal = 💰 **{ $name }**{ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 } · { $stage } · desde hace { $age }
outcome-question-call = 📞 ¿Cómo fue la llamada con **{ $who }**?
outcome-question-meeting = 📅 ¿Cómo fue la reunión con **{ $who }**?
outcome-question-hint = Escribe una línea sobre ello, o pulsa lo que corresponda.
outcome-told = me reuní con { $name }, { $text }
outcome-told-call = llamé a { $name }, { $text }
meeting-settled = Esta reunión ya está resuelta.
button-call-held = Hablamos
button-call-voicemail = Buzón de voz
button-call-no_answer = Sin respuesta
button-call-cancelled = Cancelada
button-meeting-held = Se celebró
button-meeting-no_answer = No vino nadie
button-meeting-cancelled = Cancelada
button-meeting-moved = Aplazada…
