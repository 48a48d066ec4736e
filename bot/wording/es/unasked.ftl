unasked-reminder-said = Lo pediste { $day }: «{ $text }»
unasked-reminder = Lo pediste { $day }.
unasked-nag = Llegó { $when } y quedó sin respuesta: un recordatorio así llega otra vez tras { $hours } { $hours ->
    [1] hora
   *[other] horas
 } de trabajo, y después va en Mi día.
unasked-brief = { $who }, { $when }: 20 minutos antes de una llamada o reunión cuento lo que conviene saber.
unasked-outcome = { $who }, { $when }: 15 minutos después de una llamada o reunión pregunto cómo fue, si aún no lo has dicho.
unasked-day = Mi día llega los días de trabajo.
unasked-week = La semana llega su último día de trabajo.
veiled-reminder = ⏰ { $name ->
    [none] Un recordatorio
   *[other] **{ $name }**
 }
veiled-nag = ⏰ { $name ->
    [none] Un recordatorio, otra vez
   *[other] **{ $name }**, otra vez
 }
veiled-brief = 📅 { $name ->
    [none] Una cita, pronto
   *[other] **{ $name }**, pronto
 }
veiled-outcome = 📅 { $name ->
    [none] Una cita ha terminado
   *[other] **{ $name }**: ¿cómo fue?
 }
veiled-day = Tu día está listo.
veiled-week = Tu semana está lista.
