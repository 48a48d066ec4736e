brief-meeting = 📅 Dans { $minutes } min : **{ $who }**{ $place ->
    [none] { "" }
   *[other] {" "}· { $place }
 }
brief-call = 📞 Dans { $minutes } min : **{ $who }**
brief-about = « { $text } »
brief-touch = { $when } · { $kind }{ $by ->
    [none] { "" }
   *[other] {" "}({ $by })
 }{ $text ->
    [none] { "" }
   *[other]  : « { $text } »
 }
brief-deal = 💰 **{ $name }**{ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 } · { $stage } · depuis { $age }
outcome-question-call = 📞 Comment s'est passé l'appel avec **{ $who }** ?
outcome-question-meeting = 📅 Comment s'est passé le rendez-vous avec **{ $who }** ?
outcome-question-hint = Écrivez-en une ligne, ou choisissez.
outcome-told = vu { $name }, { $text }
outcome-told-call = appelé { $name }, { $text }
meeting-settled = Ce rendez-vous est déjà réglé.
button-call-held = Joint
button-call-voicemail = Message vocal
button-call-no_answer = Pas de réponse
button-call-cancelled = Annulé
button-meeting-held = A eu lieu
button-meeting-no_answer = Personne
button-meeting-cancelled = Annulé
button-meeting-moved = Reporté…
