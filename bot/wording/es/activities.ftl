logged-call = 📞 { $direction ->
    [inbound] Llamada de
   *[outbound] Llamada a
 } { $who } apuntada{ $outcome ->
    [voicemail] : buzón de voz
    [no_answer] : sin respuesta
    [cancelled] : cancelada
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-call-nobody = 📞 Llamada apuntada{ $outcome ->
    [voicemail] : buzón de voz
    [no_answer] : sin respuesta
    [cancelled] : cancelada
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting = 📅 Reunión con { $who }{ $outcome ->
    [cancelled] {" "}cancelada
    [no_answer] {" "}perdida
   *[held] {" "}apuntada
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting-nobody = 📅 Reunión apuntada, { $when }
logged-email = 📧 Correo { $direction ->
    [inbound] de
   *[outbound] a
 } { $who } apuntado, { $when }
logged-email-nobody = 📧 Correo apuntado, { $when }
location = Lugar: { $place }
quote = «{ $text }»
follow-up-set = ⏰ Seguimiento: **{ $when }**
follow-up-set-subject = ⏰ **{ $subject }**: { $when }
follow-up-past = Sin seguimiento: { $when } ya ha pasado.
call-back = Volver a llamar a { $name }
follow-up-with = Seguimiento con { $name }
follow-up-on = Seguimiento de { $name }
follow-up-plain = Seguimiento
last-touch = Último contacto: { $kind }, { $when }
last-touch-by = Último contacto: { $kind }, { $when } ({ $by })
promise = Pendiente: { $subject }
promise-due = Pendiente: { $subject } ({ $when })
follow-up-closed = ✅ Cerrado: { $subject }
button-close-later = Cerrar «{ $subject }»
note-kept = 📝 { $private ->
    [yes] Nota privada sobre { $who } guardada: solo la ves tú
   *[no] Nota sobre { $who } guardada
 }
note-kept-nobody = 📝 Nota guardada
