history-title = { $name ->
    [none] Lo que ha pasado
   *[other] **{ $name }**
 }
history-none = { $name ->
    [none] No hay nada.
   *[other] Nada todavía con **{ $name }**.
 }
history-line = { $sign } { $when } · { $kind }
outcome-no_answer = sin respuesta
outcome-voicemail = buzón de voz
outcome-cancelled = cancelada
history-private = privada
history-moved = aplazada desde: { $dates }
