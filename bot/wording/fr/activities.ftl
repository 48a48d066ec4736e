logged-call = 📞 { $direction ->
    [inbound] Appel de
   *[outbound] Appel à
 } { $who } noté{ $outcome ->
    [voicemail]  : message vocal
    [no_answer]  : pas de réponse
    [cancelled]  : annulé
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-call-nobody = 📞 Appel noté{ $outcome ->
    [voicemail]  : message vocal
    [no_answer]  : pas de réponse
    [cancelled]  : annulé
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting = 📅 Rendez-vous avec { $who }{ $outcome ->
    [cancelled] {" "}annulé
    [no_answer] {" "}manqué
   *[held] {" "}noté
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting-nobody = 📅 Rendez-vous noté, { $when }
logged-email = 📧 E-mail { $direction ->
    [inbound] de
   *[outbound] à
 } { $who } noté, { $when }
logged-email-nobody = 📧 E-mail noté, { $when }
location = Lieu : { $place }
quote = « { $text } »
follow-up-set = ⏰ Relance **{ $when }**
follow-up-set-subject = ⏰ **{ $subject }** : { $when }
follow-up-past = Pas de relance : { $when } est passé.
call-back = Rappeler { $name }
follow-up-with = Relancer { $name }
follow-up-on = Relance sur { $name }
follow-up-plain = Relancer
last-touch = Dernier contact : { $kind }, { $when }
last-touch-by = Dernier contact : { $kind }, { $when } ({ $by })
promise = En cours : { $subject }
promise-due = En cours : { $subject } ({ $when })
follow-up-closed = ✅ Clos : { $subject }
button-close-later = Clore « { $subject } »
note-kept = 📝 { $private ->
    [yes] Note privée sur { $who } gardée : vous seul la voyez
   *[no] Note sur { $who } gardée
 }
note-kept-nobody = 📝 Note gardée
