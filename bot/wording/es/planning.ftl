planned-call = 📞 Llamada con { $who }: **{ $when }**{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
planned-call-nobody = 📞 Llamada: **{ $when }**
planned-meeting = 📅 Reunión con { $who }: **{ $when }**{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
planned-meeting-nobody = 📅 Reunión: **{ $when }**
schedule-when = ¿Cuándo? Por ejemplo: martes a las 10, mañana a las 15h
schedule-past = { $when } ya ha pasado. ¿Para cuándo es?
task-set = ✅ **{ $subject }**{ $priority ->
    [high] {" "}· prioridad alta
    [low] {" "}· prioridad baja
   *[medium] { "" }
 }
task-due = Plazo: { $when }
task-due-past = El plazo ya ha pasado: { $when }
item-none = No encuentro nada tuyo que encaje.
item-which = ¿Cuál?
item-cancelled = Cancelado: **{ $subject }**
