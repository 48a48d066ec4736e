undone = Deshecho: { $what }.
redone = Rehecho: { $what }.
undo-nothing = No queda nada que deshacer en las últimas 24 horas.
undo-instead = No hay nada que cancelar. Lo último guardado: { $what }.
dropped-undo-instead = Descartado, no se ha guardado nada. Lo último guardado: { $what }.
redo-nothing = No hay nada que rehacer.
undo-again = Eso ya estaba deshecho.
undo-conflict = { $by } puso { $field } en { $present } ({ $when }). ¿Volver a { $wanted } de todos modos?
undo-conflict-anonymous = { $field } es ahora { $present }. ¿Volver a { $wanted } de todos modos?
undo-kept = Se queda: { $value }.
undo-restored = Repuesto: { $value }.
value-empty = nada
what-log_call = llamada con { $subject }{ $more ->
    [0] { "" }
   *[other] {" "}y su seguimiento
 }
what-log_call-nobody = llamada
what-log_meeting = reunión con { $subject }{ $more ->
    [0] { "" }
   *[other] {" "}y su seguimiento
 }
what-log_meeting-nobody = reunión
what-log_email = correo de { $subject }{ $more ->
    [0] { "" }
   *[other] {" "}y su seguimiento
 }
what-log_email-nobody = correo
what-schedule_call = llamada prevista con { $subject }
what-schedule_call-nobody = llamada prevista
what-schedule_meeting = reunión prevista con { $subject }
what-schedule_meeting-nobody = reunión prevista
what-create_task = tarea «{ $subject }»
what-cancel = cancelación de «{ $subject }»
what-create_account = empresa { $subject }
what-update_account = cambio en { $subject }
what-create_lead = cliente potencial { $subject }
what-update_lead = cambio en { $subject }
what-convert_lead = conversión de { $subject }
what-create_deal = oportunidad { $subject }
what-update_deal = cambio en { $subject }
what-assign = cesión de { $subject }
what-decide = decisión sobre { $subject }
what-delete = borrado de { $subject }
what-add_note = nota sobre { $subject }
what-add_note-nobody = nota
what-set_reminder = recordatorio «{ $subject }»
what-update_contact = cambio en { $subject }
what-create_contact = contacto { $subject }
what-done = «{ $subject }» hecho
what-snooze = aplazamiento de «{ $subject }»
what-reschedule = nueva fecha de «{ $subject }»
what-import = importación de { $count ->
    [1] 1 ficha
   *[other] { $subject } fichas
 }
what-import-nobody = importación
what-several = todo lo de tu último mensaje
what-wait_for = espera de { $subject }
what-change_setting = cambio de ajustes
