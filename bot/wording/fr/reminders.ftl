reminder-set = ⏰ **{ $when }** : { $subject }
reminder-waits = { $day } est chômé : il viendra le jour ouvré suivant.
reminder-repeats = Se répète { $rule }
repeat-hourly = { $count ->
    [1] chaque heure
   *[other] toutes les { $count } heures
 }
repeat-daily = { $count ->
    [1] chaque jour
   *[other] tous les { $count } jours
 }
repeat-weekly = { $count ->
    [1] chaque semaine
   *[other] toutes les { $count } semaines
 }
repeat-weekdays = chaque jour ouvré
repeat-weekly-on = { $count ->
    [1] chaque { $days }
   *[other] toutes les { $count } semaines, le { $days }
 }
repeat-monthly = { $count ->
    [1] chaque mois
   *[other] tous les { $count } mois
 }
repeat-yearly = { $count ->
    [1] chaque année
   *[other] tous les { $count } ans
 }
repeat-on-day = { $rule }, { $day ->
    [-1] le dernier jour
    [1] le 1er
   *[other] le { $day }
 }
repeat-on-days = { $rule }, les { $days }
repeat-on-nth = { $rule }, le { $nth ->
    [1] premier
    [2] deuxième
    [3] troisième
    [4] quatrième
    [5] cinquième
   *[other] dernier
 } { $weekday }
repeat-until = { $rule }, jusqu'au { $day }
reminder-due = ⏰ **{ $subject }**
reminder-due-asked = ⏰ **{ $subject }** · demandé le { $day }
reminder-due-late = ⏰ { $late } de retard, j'étais hors ligne : **{ $subject }**
reminders-late = ⏰ { $count } rappels sont arrivés à échéance pendant que j'étais hors ligne :
reminder-once-more = ⏰ De nouveau : **{ $subject }** · { $when }
reminders-last = C'est le rappel { $count } de la journée : les autres rejoignent votre journée.
reminders-left = ⏰ { $count ->
    [1] Il reste 1 rappel :
   *[other] Il reste { $count } rappels :
 }
reminder-listed = **{ $subject }** · { $when }
reminders-all-done = ✅ Tout est fait.
reminders-all-tomorrow = ⏰ Tous reviendront demain.
reminders-undelivered = ⚠️ Certains rappels de **{ $name }** n'arrivent pas : { $platform } les refuse.
reminders-undelivered-help = « crmbot reminders failed » les liste, « crmbot reminders retry » les renvoie.
call-outcome-question = Comment s'est passé l'appel ?
call-not-needed = Rien n'est noté pour cet appel.
reminder-done = ✅ Fait : **{ $subject }**
reminder-snoozed = ⏰ **{ $subject }** : de nouveau { $when }
reminder-moved = ⏰ **{ $subject }** : reporté, { $when }
reminder-gone = Ce rappel est déjà réglé.
reminder-none = Vous n'avez aucun rappel en cours.
reminder-which = Quel rappel ?
reminder-of-what = Que dois-je vous rappeler ?
reminder-past = { $when } est passé. Quand dois-je vous le rappeler ?
reminder-when = Quand dois-je vous rappeler « { $subject } » ? Par exemple : demain 9h
snooze-when = Jusqu'à quand ? Par exemple : 16h, dans 2 heures, mardi 10h
reschedule-when = À quand ? Par exemple : mardi 10h, dans 2 heures, la semaine prochaine
time-not-understood = Je ne trouve pas de date dans « { $text } ». Par exemple : mardi 10h, dans 2 heures, le 1er décembre
