language-question = ¿En qué idioma hablamos?
zone-question = ¿En qué zona horaria estás? Por ejemplo: Madrid, New York, Europe/London
zone-set = Tu zona horaria es ahora { $zone }. Los recordatorios conservan su hora.
zone-settled = Tu zona horaria es { $zone }. Escribe como a un compañero. Por ejemplo:
zone-unknown = No conozco la zona horaria «{ $zone }».
language-set = A partir de ahora te hablo en español.
language-unknown = Hablo { $spoken }, pero todavía no { $language }.
workday-set = Tu jornada empieza ahora a las { $time }.
weekdays-to = de { $first } a { $last }
workdays-set = A partir de ahora trabajas { $days }.
workdays-none = Así no quedaría ningún día de trabajo. Por ejemplo: I work monday to thursday
workdays-not-understood = No encuentro días en «{ $text }». Por ejemplo: I work monday to thursday
holidays-set = A partir de ahora respeto estos festivos: { $country }.
holidays-none-set = Ya no respeto festivos: los días de trabajo son los de la semana.
holidays-unknown = No conozco los festivos de «{ $country }». Por ejemplo: use the holidays of Belgium
quiet-set = Silencio de { $since } a { $until }. Lo que pediste a una hora llega igualmente.
quiet-none-set = Sin horas de silencio.
hour-not-understood = No encuentro ninguna hora en «{ $text }». Por ejemplo: 8:30, 7pm, from 7pm to 8am
digest-set = Mi día llega a las { $time } los días de trabajo.
muted-day = Mi día ya no llega. «qué tengo hoy» lo muestra; «start the morning digest again» lo recupera.
unmuted-day = Mi día vuelve a llegar los días de trabajo.
muted-week = La semana ya no llega. «start the weekly digest again» la recupera.
unmuted-week = La semana vuelve a llegar su último día de trabajo.
muted-nag = A partir de ahora cada recordatorio llega una vez. «nag me again» recupera el segundo.
unmuted-nag = Un recordatorio sin respuesta llega otra vez.
nagging-set = Un recordatorio sin respuesta llega otra vez tras { $hours } { $hours ->
    [1] hora
   *[other] horas
 } de trabajo.
nagging-not-understood = «{ $text }» no es un número de horas de 1 a { $most }. Por ejemplo: nag me after 3 hours
cap-set = { $count ->
    [0] Los recordatorios llegan sin límite.
    [1] Como máximo 1 recordatorio al día: los demás van en Mi día.
   *[other] Como máximo { $count } recordatorios al día: los demás van en Mi día.
 }
cap-not-understood = «{ $text }» no es un número de 1 a { $most }. Por ejemplo: at most 8 reminders a day
muted-brief = Ya no hay resumen antes de las reuniones. «brief me before meetings» lo recupera.
unmuted-brief = Antes de cada reunión llega un resumen.
muted-outcome = Ya no pregunto cómo fue una reunión. «ask me how meetings went» lo recupera.
unmuted-outcome = Después de cada reunión pregunto cómo fue.
muted-all = Ya no llega nada sin pedirlo; los recordatorios que pide siguen llegando. "turn everything on" recupera el resto.
unmuted-all = Vuelven mi día, la semana, las fichas y preguntas de las reuniones y los segundos recordatorios.
switch-not-understood = «{ $text }» no es ni sí ni no. Por ejemplo: stop the weekly digest
lock-screen-set = { $shows ->
    [full] La pantalla bloqueada muestra el mensaje entero.
    [name] La pantalla bloqueada muestra un nombre y nada más.
   *[nothing] La pantalla bloqueada muestra que hay un mensaje, y nada de él.
 }
lock-screen-not-understood = «{ $text }» no es todo, nombres ni nada. Por ejemplo: show only names on the lock screen
settings-title = **Tus ajustes**. Para cambiar uno, dilo:
setting-speech = Idioma: { $language }, zona: { $zone } · "speak French", "my timezone is Lisbon"
setting-work = { $days } desde las { $start }, { $holidays } · "I work monday to thursday", "my day starts at 8"
setting-holidays = festivos: { $country }
setting-no-holidays = sin festivos
setting-quiet = Silencio { $since } – { $until } · "no quiet hours"
setting-no-quiet = Sin horas de silencio · "no reminders after 7pm"
setting-digests = { $day ->
    [on] Mi día a las { $time }
   *[off] Mi día: no
 }, { $week ->
    [on] la semana en su último día
   *[off] la semana: no
 }{ $team ->
    [on] {", la del equipo en su canal"}
   *[off] {""}
 } · "send me my day at 8:30", "stop the weekly digest"
setting-reminders = { $cap ->
    [0] Recordatorios sin límite
   *[other] Como máximo { $cap } recordatorios al día
 }, { $hours ->
    [0] una vez cada uno
   *[other] otra vez tras { $hours } h
 } · "at most 8 reminders a day", "don't nag me"
setting-meetings = { $brief ->
    [on] Resumen antes de las reuniones
   *[off] Sin resumen antes de las reuniones
 }, { $outcome ->
    [on] pregunta después
   *[off] sin pregunta después
 } · "no meeting briefs", "turn everything off"
setting-lock-screen = Pantalla bloqueada: { $shows ->
    [full] todo
    [name] solo nombres
   *[nothing] nada
 } · "show only names on the lock screen"
