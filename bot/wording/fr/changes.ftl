undone = Annulé : { $what }.
redone = Rétabli : { $what }.
undo-nothing = Plus rien à annuler dans les dernières 24 heures.
undo-instead = Il n'y a rien à abandonner. Dernière saisie : { $what }.
dropped-undo-instead = Abandonné, rien n'en a été saisi. Dernière saisie : { $what }.
redo-nothing = Rien à rétablir.
undo-again = C'est déjà annulé.
undo-conflict = { $by } a mis { $field } à { $present } ({ $when }). Remettre { $wanted } quand même ?
undo-conflict-anonymous = { $field } vaut maintenant { $present }. Remettre { $wanted } quand même ?
undo-kept = Gardé : { $value }.
undo-restored = Remis : { $value }.
value-empty = rien
what-log_call = appel à { $subject }{ $more ->
    [0] { "" }
   *[other] , et sa relance
 }
what-log_call-nobody = appel
what-log_meeting = rendez-vous avec { $subject }{ $more ->
    [0] { "" }
   *[other] , et sa relance
 }
what-log_meeting-nobody = rendez-vous
what-log_email = e-mail ({ $subject }){ $more ->
    [0] { "" }
   *[other] , et sa relance
 }
what-log_email-nobody = e-mail
what-schedule_call = appel prévu à { $subject }
what-schedule_call-nobody = appel prévu
what-schedule_meeting = rendez-vous prévu avec { $subject }
what-schedule_meeting-nobody = rendez-vous prévu
what-wait_for = attente de { $subject }
what-create_task = tâche « { $subject } »
what-cancel = abandon de « { $subject } »
what-create_account = société { $subject }
what-update_account = modification de { $subject }
what-create_lead = prospect { $subject }
what-update_lead = modification de { $subject }
what-convert_lead = conversion de { $subject }
what-create_deal = affaire { $subject }
what-update_deal = modification de { $subject }
what-assign = attribution de { $subject }
what-decide = décision sur { $subject }
what-delete = suppression de { $subject }
what-add_note = note sur { $subject }
what-add_note-nobody = note
what-set_reminder = rappel « { $subject } »
what-update_contact = modification de { $subject }
what-create_contact = contact { $subject }
what-done = « { $subject } » fait
what-snooze = report de « { $subject } »
what-reschedule = nouvelle date de « { $subject } »
what-import = import de { $count ->
    [1] 1 fiche
   *[other] { $subject } fiches
 }
what-import-nobody = import
what-several = tout votre dernier message
what-change_setting = changement de réglages
