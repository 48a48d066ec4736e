planned-call = 📞 Appel à { $who } : **{ $when }**{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
planned-call-nobody = 📞 Appel : **{ $when }**
planned-meeting = 📅 Rendez-vous avec { $who } : **{ $when }**{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
planned-meeting-nobody = 📅 Rendez-vous : **{ $when }**
schedule-when = Quand ? Par exemple : mardi 10h, demain à 15h
schedule-past = { $when } est passé. Pour quand est-ce ?
task-set = ✅ **{ $subject }**{ $priority ->
    [high] {" "}· priorité haute
    [low] {" "}· priorité basse
   *[medium] { "" }
 }
task-due = Pour { $when }
task-due-past = C'était pour { $when }
item-none = Je ne trouve rien de tel chez vous.
item-which = Lequel ?
item-cancelled = Abandonné : **{ $subject }**
