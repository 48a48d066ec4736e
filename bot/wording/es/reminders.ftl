reminder-set = ⏰ **{ $when }**: { $subject }
reminder-waits = { $day } es festivo: llegará el siguiente día laborable.
reminder-repeats = Se repite { $rule }
repeat-hourly = { $count ->
    [1] cada hora
   *[other] cada { $count } horas
 }
repeat-daily = { $count ->
    [1] cada día
   *[other] cada { $count } días
 }
repeat-weekly = { $count ->
    [1] cada semana
   *[other] cada { $count } semanas
 }
repeat-weekdays = cada día laborable
repeat-weekly-on = { $count ->
    [1] cada { $days }
   *[other] cada { $count } semanas, el { $days }
 }
repeat-monthly = { $count ->
    [1] cada mes
   *[other] cada { $count } meses
 }
repeat-yearly = { $count ->
    [1] cada año
   *[other] cada { $count } años
 }
repeat-on-day = { $rule }, { $day ->
    [-1] el último día
   *[other] el día { $day }
 }
repeat-on-days = { $rule }, los días { $days }
repeat-on-nth = { $rule }, el { $nth ->
    [1] primer
    [2] segundo
    [3] tercer
    [4] cuarto
    [5] quinto
   *[other] último
 } { $weekday }
repeat-until = { $rule }, hasta el { $day }
reminder-due = ⏰ **{ $subject }**
reminder-due-asked = ⏰ **{ $subject }** · pedido el { $day }
reminder-due-late = ⏰ Con { $late } de retraso, no tenía conexión: **{ $subject }**
reminders-late = ⏰ { $count } recordatorios vencieron mientras no tenía conexión:
reminders-left = ⏰ { $count ->
    [1] Queda 1 recordatorio:
   *[other] Quedan { $count } recordatorios:
 }
reminder-listed = **{ $subject }** · { $when }
reminders-all-done = ✅ Todos hechos.
reminders-all-tomorrow = ⏰ Todos vuelven mañana.
reminders-undelivered = ⚠️ Algunos recordatorios de **{ $name }** no llegan: { $platform } los rechaza.
reminders-undelivered-help = «crmbot reminders failed» los muestra, «crmbot reminders retry» los envía de nuevo.
call-outcome-question = ¿Cómo fue la llamada?
call-not-needed = No se apunta nada.
reminder-done = ✅ Hecho: **{ $subject }**
reminder-snoozed = ⏰ **{ $subject }**: de nuevo { $when }
reminder-moved = ⏰ **{ $subject }**: pasa a { $when }
reminder-gone = Este recordatorio ya está resuelto.
reminder-none = No tienes ningún recordatorio abierto.
reminder-which = ¿Qué recordatorio?
reminder-past = { $when } ya ha pasado. ¿Cuándo te lo recuerdo?
reminder-when = ¿Cuándo te recuerdo «{ $subject }»? Por ejemplo: mañana a las 9
snooze-when = ¿Hasta cuándo? Por ejemplo: a las 16h, en 2 horas, martes a las 10
reschedule-when = ¿A cuándo? Por ejemplo: martes a las 10, en 2 horas, la semana que viene
time-not-understood = No encuentro ninguna fecha en «{ $text }». Por ejemplo: martes a las 10, en 2 horas, 1 de diciembre
reminder-once-more = ⏰ Otra vez: **{ $subject }** · { $when }
reminders-last = Es el recordatorio { $count } de hoy: los demás van en Mi día.
reminder-of-what = ¿Qué te recuerdo?
