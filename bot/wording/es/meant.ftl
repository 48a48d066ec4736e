meant-log_call = Apuntar una llamada{ $about ->
    [none] { "" }
   *[other] {" "}con { $about }
 }
meant-log_meeting = Apuntar una reunión{ $about ->
    [none] { "" }
   *[other] {" "}con { $about }
 }
meant-log_email = Apuntar un correo{ $about ->
    [none] { "" }
   *[other] {" "}a { $about }
 }
meant-add_note = Guardar una nota{ $about ->
    [none] { "" }
   *[other] {" "}sobre { $about }
 }
meant-schedule_call = Planificar una llamada{ $about ->
    [none] { "" }
   *[other] {" "}con { $about }
 }
meant-schedule_meeting = Planificar una reunión{ $about ->
    [none] { "" }
   *[other] {" "}con { $about }
 }
meant-create_task = Nueva tarea{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-complete_task = Hecho{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-set_reminder = Recordármelo{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-snooze_reminder = Posponer{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-cancel_reminder = Olvidar el recordatorio{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-reschedule = Cambiar de fecha{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-list_agenda = Mostrar la agenda
meant-create_contact = Nuevo contacto{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_contact = Cambiar un contacto{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-create_account = Nueva empresa{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_account = Cambiar una empresa{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-create_lead = Nuevo cliente potencial{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_lead = Cambiar un cliente potencial{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-convert_lead = Convertir un cliente potencial{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-create_deal = Nueva oportunidad{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-update_deal = Cambiar una oportunidad{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-find_contact = Buscar a una persona{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-find_account = Buscar una empresa{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-find_deal = Buscar una oportunidad{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-list_contacts = Listar personas{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-list_deals = Listar oportunidades{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-show_history = Historial{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-pipeline_report = Informe de oportunidades
meant-activity_report = Informe de actividad
meant-assign = Ceder{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-merge = Fusionar{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-delete = Borrar{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-change_setting = Cambiar un ajuste{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-search_notes = Buscar en las notas{ $about ->
    [none] { "" }
   *[other] {": "}{ $about }
 }
meant-wait_for = Esperar{ $about ->
    [none] { "" }
   *[other] {" "}a { $about }
 }
