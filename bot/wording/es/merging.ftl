merge-question = ¿Fusionar { $name } en { $into }?
merge-keeps = Se queda: { $field } { $value } (no { $lost })
merge-fills = Nuevo: { $field } { $value }
merge-moves = Pasa también: { $what }
merge-nothing = No hay nada asociado, y no se pierde ningún dato.
merge-same = **{ $name }** ya es una sola ficha.
merge-gone = Una de las dos ya no existe. No se ha fusionado nada.
merged = { $name } forma parte ahora de { $into }
what-merge = fusión de { $subject }
count-activity = { $count ->
    [1] 1 llamada, reunión o nota
   *[other] { $count } llamadas, reuniones y notas
 }
count-task = { $count ->
    [1] 1 tarea
   *[other] { $count } tareas
 }
count-reminder = { $count ->
    [1] 1 recordatorio
   *[other] { $count } recordatorios
 }
count-lead = { $count ->
    [1] 1 cliente potencial
   *[other] { $count } clientes potenciales
 }
count-contact = { $count ->
    [1] 1 contacto
   *[other] { $count } contactos
 }
count-deal = { $count ->
    [1] 1 oportunidad
   *[other] { $count } oportunidades
 }
field-source = origen
