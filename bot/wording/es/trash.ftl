trash-title = En la papelera, lo último primero
trash-line = { $name } · { $kind } · { $when }{ $by ->
    [none] { "" }
   *[other] {" "}({ $by })
 }
trash-empty = La papelera está vacía.
trash-none = { $name ->
    [none] La papelera está vacía.
   *[other] No encuentro { $name } en la papelera.
 }
restored = **{ $name }** está de vuelta
what-restore = vuelta de «{ $subject }»
record-account = empresa
record-contact = contacto
record-lead = cliente potencial
record-deal = oportunidad
record-activity = actividad
record-task = tarea
record-reminder = recordatorio
