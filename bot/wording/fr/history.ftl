history-title = { $name ->
    [none] Ce qui s'est passé
   *[other] **{ $name }**
 }
history-none = { $name ->
    [none] Rien de tel.
   *[other] Rien encore avec **{ $name }**.
 }
history-line = { $sign } { $when } · { $kind }
outcome-no_answer = pas de réponse
outcome-voicemail = message vocal
outcome-cancelled = annulé
history-private = privée
history-moved = déplacé depuis : { $dates }
