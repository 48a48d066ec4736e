meant-log_call = Noter un appel{ $about ->
    [none] { "" }
   *[other] {" "}à { $about }
 }
meant-log_meeting = Noter un rendez-vous{ $about ->
    [none] { "" }
   *[other] {" "}avec { $about }
 }
meant-log_email = Noter un e-mail{ $about ->
    [none] { "" }
   *[other] {" "}à { $about }
 }
meant-add_note = Garder une note{ $about ->
    [none] { "" }
   *[other] {" "}sur { $about }
 }
meant-schedule_call = Prévoir un appel{ $about ->
    [none] { "" }
   *[other] {" "}à { $about }
 }
meant-schedule_meeting = Prévoir un rendez-vous{ $about ->
    [none] { "" }
   *[other] {" "}avec { $about }
 }
meant-create_task = Nouvelle tâche{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-complete_task = Fait{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-set_reminder = Me rappeler{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-snooze_reminder = Repousser le rappel{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-cancel_reminder = Oublier le rappel{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-reschedule = Déplacer{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-list_agenda = Montrer l'agenda
meant-create_contact = Nouveau contact{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-update_contact = Modifier un contact{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-create_account = Nouvelle société{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-update_account = Modifier une société{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-create_lead = Nouveau prospect{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-update_lead = Modifier un prospect{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-convert_lead = Convertir un prospect{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-create_deal = Nouvelle affaire{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-update_deal = Modifier une affaire{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-find_contact = Chercher une personne{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-find_account = Chercher une société{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-find_deal = Chercher une affaire{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-list_contacts = Lister les contacts{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-list_deals = Lister les affaires{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-show_history = Historique{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-pipeline_report = Rapport sur les affaires
meant-activity_report = Rapport d'activité
meant-assign = Confier{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-merge = Fusionner{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-delete = Supprimer{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-change_setting = Changer un réglage{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-search_notes = Chercher dans les notes{ $about ->
    [none] { "" }
   *[other] {" : "}{ $about }
 }
meant-wait_for = Attendre{ $about ->
    [none] { "" }
   *[other] {" "}{ $about }
 }
