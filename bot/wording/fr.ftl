# Ce que dit le bot en français. ** ouvre et ferme le gras ; un émoji par ligne au plus, comme signe.

## Noms
lines-more = … et { $count } de plus
who = **{ $name }**
who-at = **{ $name }** ({ $account })
option-at = { $name } · { $account }
kind-call = appel
kind-meeting = rendez-vous
kind-email = e-mail
kind-note = note

## Appels
logged-call = 📞 { $direction ->
    [inbound] Appel de
   *[outbound] Appel à
 } { $who } noté{ $outcome ->
    [voicemail]  : message vocal
    [no_answer]  : pas de réponse
    [cancelled]  : annulé
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-call-nobody = 📞 Appel noté{ $outcome ->
    [voicemail]  : message vocal
    [no_answer]  : pas de réponse
    [cancelled]  : annulé
   *[held] { "" }
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting = 📅 Rendez-vous avec { $who }{ $outcome ->
    [cancelled] {" "}annulé
    [no_answer] {" "}manqué
   *[held] {" "}noté
 }, { $when }{ $minutes ->
    [0] { "" }
   *[other] , { $minutes } min
 }
logged-meeting-nobody = 📅 Rendez-vous noté, { $when }
logged-email = 📧 E-mail { $direction ->
    [inbound] de
   *[outbound] à
 } { $who } noté, { $when }
logged-email-nobody = 📧 E-mail noté, { $when }
location = Lieu : { $place }
quote = « { $text } »
follow-up-set = ⏰ Relance **{ $when }**
follow-up-set-subject = ⏰ **{ $subject }** : { $when }
follow-up-past = Pas de relance : { $when } est passé.
call-back = Rappeler { $name }
follow-up-with = Relancer { $name }
follow-up-plain = Relancer
last-touch = Dernier contact : { $kind }, { $when }
last-touch-by = Dernier contact : { $kind }, { $when } ({ $by })
promise = En cours : { $subject }
promise-due = En cours : { $subject } ({ $when })
follow-up-closed = ✅ Clos : { $subject }
button-close-later = Clore « { $subject } »

## Prévoir
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

## Notes
note-kept = 📝 Note sur { $who } gardée
note-kept-nobody = 📝 Note gardée

## Personnes
person-new = Nouveau contact : { $name }. Créer ?
person-new-at = Nouveau contact : { $name } chez { $account }. Créer ?
person-new-both = Nouveau contact : { $name } chez { $account }. Créer les deux ?
account-new = Nouvelle société : { $account }. Créer ?
which = Qui est { $name } ?
who-instead = Qui était-ce ? Écrivez le nom.
nobody-called = Je ne connais personne du nom de { $name }.
contact-created = Contact **{ $name }** créé
contact-created-at = Contact **{ $name }** créé ({ $account })
account-created = Société **{ $name }** créée
contact-exists = Le contact { $who } existe déjà. En créer un autre ?
linked = Rattaché à { $who }
left-as-written = Laissé tel quel : { $name }
left = Laissé tel quel.
contact-title = **{ $name }**
contact-title-role = **{ $name }** · { $role }
role-at = { $title } chez { $account }
contact-reach = 📱 { $reach }
contact-last = Dernier : { $kind }, { $when }
contact-last-by = Dernier : { $kind }, { $when } ({ $by })
contact-deal = 💰 { $deal } · { $stage }{ $amount ->
    [none] { "" }
   *[other] { " · " }{ $amount }
 }{ $closes ->
    [none] { "" }
   *[other] { " · " }signature { $closes }
 }
contact-next = À venir : { $what }, { $when }
contact-next-undated = À venir : { $what }
contact-overdue = ⚠️ En retard : { $what } (depuis { $when })
contact-next-nothing = À venir : rien de prévu
contact-field = **{ $name }** : { $value }
contact-field-unknown = **{ $name }** : rien de noté ({ $field })
contact-updated = **{ $name }** : { $field } { $value }
contact-updated-from = **{ $name }** : { $field } { $before } → { $value }
contact-unchanged = **{ $name }** : { $field } déjà { $value }
value-past = { $when } est passé. Par exemple : mardi 10h, dans 2 heures, le 1er décembre
value-missing = Quelle est la nouvelle valeur ({ $field }) pour { $name } ? Écrivez la phrase entière, valeur comprise.
value-wrong = « { $value } » ne convient pas ({ $field }). { $example }
value-example-phone = Un numéro ressemble à +33 6 12 34 56 78.
value-example-email = Une adresse ressemble à jane@acme.com.
value-example-date = Une date ressemble à 3 septembre 1980.
field-not-kept = D'un contact je garde { $fields }, mais pas encore { $field }.
field-phone = téléphone
field-mobile = portable
field-email = e-mail
field-title = poste
field-account = société
field-address = adresse
field-birthday = anniversaire
field-amount = montant
field-stage = étape
field-close_date = date de signature
field-next_step = prochaine étape
field-owner = responsable
field-lead_status = statut
field-website = site
field-industry = secteur
field-name = nom
field-due_at = l'échéance
stage-prospecting = Prospection
stage-qualification = Qualification
stage-needs_analysis = Analyse des besoins
stage-value_proposition = Proposition de valeur
stage-id_decision_makers = Identification des décideurs
stage-perception_analysis = Analyse de perception
stage-proposal = Proposition
stage-negotiation = Négociation
stage-closed_won = Gagnée
stage-closed_lost = Perdue

## Prospects
option-lead = { $name } (prospect)
lead-created = Prospect { $who } noté
lead-title = **{ $name }** · prospect ({ $status }){ $role ->
    [none] { "" }
   *[other] {" "}· { $role }
 }
lead-source = Origine : { $source }
lead-none = { $name ->
    [none] Quel prospect ? Écrivez le nom.
   *[other] Je ne connais pas de prospect du nom de { $name }.
 }
lead-field-not-kept = D'un prospect je garde { $fields }, mais pas encore { $field }.
lead-same-person = Le contact { $who } existe déjà. Est-ce la même personne ?
lead-converted = Prospect converti : { $who } est un contact maintenant
lead-converted-already = Ce prospect est déjà converti.
lead-status-new = nouveau
lead-status-assigned = attribué
lead-status-in_process = en cours
lead-status-converted = converti
lead-status-recycled = recyclé
lead-status-dead = perdu

## Sociétés, affaires, historique
account-exists = La société **{ $name }** est déjà connue.
account-none = Je ne connais pas de société du nom de { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = Contacts : { $names }
contacts-title = **{ $account }** : { $count ->
    [1] 1 personne
   *[other] { $count } personnes
 }
contacts-none = Je ne connais encore personne chez { $account }.
deal-line = 💰 **{ $name }** · { $stage } ({ $probability } %){ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 }{ $closes ->
    [none] { "" }
   *[other] {" "}· signature { $closes }
 }
deal-account = Pour { $name }
deal-owner = Suivie par { $name }
deal-next-step = Prochaine étape : { $step }
deal-exists = L'affaire **{ $name }** est déjà connue.
deal-unchanged = Rien n'a changé sur **{ $name }**.
deal-none = Je ne connais pas d'affaire en cours du nom de { $name }.
deal-which = Quelle affaire de { $name } ?
deal-whose = Pour quelle société est **{ $name }** ? Écrivez son nom.
deals-title = 💰 { $count ->
    [1] 1 affaire
   *[other] { $count } affaires
 } : { $sums }
deals-sum = { $amount } (pondéré { $weighted })
deals-none = Aucune affaire ne correspond.
deals-left-out = { $count } dans une autre monnaie, laissées de côté
history-title = { $name ->
    [none] Ce qui s'est passé
   *[other] **{ $name }**
 }
history-none = { $name ->
    [none] Rien de tel.
   *[other] Rien encore avec **{ $name }**.
 }
history-line = { $sign } { $when } · { $kind }
outcome-no_answer = pas de réponse
outcome-voicemail = message vocal
outcome-cancelled = annulé
user-none = Je ne connais pas de collègue du nom de { $name }.
record-none = Je ne trouve rien du nom de { $name }.
assigned = **{ $name }** est maintenant à { $owner }
assigned-already = **{ $name }** est déjà à { $owner }.
deleted = **{ $name }** est à la corbeille

## Rapports
report-title = { $report ->
    [pipeline] Pipeline
    [forecast] Prévisions
    [won_lost] Gagnées et perdues
   *[activity] Activité
 }{ $whose ->
    [mine] { "" }
    [everybody] , toute l'équipe
   *[somebody] , { $name }
 }{ $period ->
    [none] { "" }
   *[other] {" "}· { $period }
 }
report-headline = 💰 **{ $title }** · { $what }
report-headline-activity = **{ $title }** · { $what }
report-deals = { $count ->
    [1] 1 affaire
   *[other] { $count } affaires
 } : { $sums }
report-line = { $name } · { $count } · { $sums }
report-no-deals = aucune affaire en cours
report-none-decided = rien de gagné ni de perdu
report-no-activity = rien de noté
report-slipped-deal = { $name } ({ $day })
report-slipped = ⚠️ Date de signature passée : { $deals }{ $more ->
    [0] { "" }
    [1] {" "}et 1 autre
   *[other] {" "}et { $more } autres
 }
report-undated = Sans date de signature : { $count }
report-won-already = Déjà gagné : { $count } · { $sums }
report-rate = { $won ->
    [0] 0 gagnée
    [1] 1 gagnée
   *[other] { $won } gagnées
 } sur { $count }
report-won = Gagnées · { $count } · { $sums }
report-lost = Perdues · { $count } · { $sums }
report-won-because = **{ $deal }** gagnée : « { $reason } »
report-lost-because = **{ $deal }** perdue : « { $reason } »
report-is-won = Gagnée
report-is-lost = Perdue
report-did-call = { $count ->
    [0] 0 appel
    [1] 1 appel
   *[other] { $count } appels
 }
report-did-meeting = { $count } rendez-vous
report-did-email = { $count ->
    [0] 0 e-mail
    [1] 1 e-mail
   *[other] { $count } e-mails
 }
report-did-note = { $count ->
    [0] 0 note
    [1] 1 note
   *[other] { $count } notes
 }
report-unanswered = Sans réponse : { $count }
report-person = **{ $name }** : { $what }
report-nobody = Personne
report-kinds-call = Appels
report-kinds-meeting = Rendez-vous
report-kinds-email = E-mails
report-kinds-note = Notes
report-column-stage = Étape
report-column-month = Mois
report-column-quarter = Trimestre
report-column-year = Année
report-column-deals = Affaires
report-column-amount = Montant
report-column-weighted = Pondéré
report-column-total = Total
report-column-deal = Affaire
report-column-result = Résultat
report-column-closed = Signature
report-column-reason = Raison
report-column-kind = Type
report-column-done = Faits
report-column-unanswered = Sans réponse
report-column-person = Personne
report-legend-weighted = Pondéré
report-legend-whole = Montant total
report-legend-won = Gagnées
report-legend-lost = Perdues
report-not-drawn = Hors graphique : { $sums }

## Rappels
reminder-set = ⏰ **{ $when }** : { $subject }
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
reminder-done = ✅ Fait : **{ $subject }**
reminder-snoozed = ⏰ **{ $subject }** : de nouveau { $when }
reminder-moved = ⏰ **{ $subject }** : reporté, { $when }
reminder-gone = Ce rappel est déjà réglé.
reminder-none = Vous n'avez aucun rappel en cours.
reminder-which = Quel rappel ?
reminder-past = { $when } est passé. Quand dois-je vous le rappeler ?
reminder-when = Quand dois-je vous rappeler « { $subject } » ? Par exemple : demain 9h
reschedule-when = À quand ? Par exemple : mardi 10h, dans 2 heures, la semaine prochaine
time-not-understood = Je ne trouve pas de date dans « { $text } ». Par exemple : mardi 10h, dans 2 heures, le 1er décembre

## Agenda
agenda-days = { $first } – { $last }
agenda-empty = Rien de prévu : { $day }
agenda-widened = Rien aujourd'hui. Les 7 prochains jours :
agenda-nothing-at-all = Rien aujourd'hui, ni dans les 7 prochains jours.
agenda-overdue = ⚠️ { $item } (depuis { $when })
agenda-item = { $sign } { $item }
agenda-item-at = { $time } { $sign } { $item }
agenda-day-header = **{ $day }**
agenda-more = { $count ->
    [1] encore 1
   *[other] encore { $count }
 }

## Annuler
undone = Annulé : { $what }.
redone = Rétabli : { $what }.
undo-nothing = Plus rien à annuler dans les dernières 24 heures.
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
what-delete = suppression de { $subject }
what-add_note = note sur { $subject }
what-add_note-nobody = note
what-set_reminder = rappel « { $subject } »
what-update_contact = modification de { $subject }
what-create_contact = contact { $subject }
what-done = « { $subject } » fait
what-snooze = report de « { $subject } »
what-reschedule = nouvelle date de « { $subject } »
what-import = import de { $subject } fiches
what-several = tout votre dernier message

## Conversation
help-title = Écrivez comme à un collègue. Par exemple :
help-lines =
    appelé Jane chez Acme, veut un devis, relancer demain 10h
    rappelle-moi vendredi à 15h d'envoyer le devis
    qui est Jane ?  ·  le mail de Jane
    qu'est-ce que j'ai aujourd'hui  ·  mes appels de la semaine
    le portable de Jane est maintenant +33 6 12 34 56 78
    note sur Acme : budget gelé jusqu'en mars
    annule
greeting = Bonjour { $name }. Que s'est-il passé ? Par exemple : appelé Jane chez Acme, relancer mardi 10h
welcome = Avec plaisir.
not-understood = Je n'ai pas compris « { $text } ». Je sais noter un appel ou une note, poser un rappel, retrouver quelqu'un, montrer votre journée.
nothing-said = Ce message était vide. Par exemple : appelé Jane chez Acme, relancer mardi 10h
not-yet-other = Je ne sais pas encore le faire. Je sais noter un appel ou une note, poser un rappel, retrouver quelqu'un, montrer votre journée.
unsure = Ai-je bien compris ? { $what }
unsure-log_call = Noter un appel à { $name }
unsure-add_note = Garder une note sur { $name }
unsure-set_reminder = Poser un rappel : { $name }
unsure-update_contact = Modifier { $name }
unsure-create_contact = Créer { $name }
unsure-find_contact = Chercher { $name }
unsure-other = { $text }
no-question = Il n'y a pas de question en cours. Écrivez ce qui s'est passé, ou « aide ».
dropped = Abandonné.
no-such-choice = Il n'y a pas de choix { $number }. Il y en a { $count }.
pressed-before = Il y a déjà été répondu.
button-unknown = Ce bouton n'est plus connu.
failed = Quelque chose s'est mal passé de mon côté, et rien n'a été enregistré. Votre message est gardé ; prévenez la personne qui administre crmbot.
unlinked = Je ne vous connais pas encore. Demandez une invitation à la personne qui administre crmbot, et envoyez-moi son code.
invitation-wrong = Je ne connais pas ce code : il est peut-être ancien ou déjà utilisé. Demandez-en un autre.
invitation-locked = Trop de codes faux. Réessayez demain.
invitation-linked = Bonjour **{ $name }**, cette conversation est à vous.
started = Bonjour { $name }. Écrivez comme à un collègue. Par exemple :
corrected = Corrigé : { $what } est annulé.

## Préférences
zone-question = Dans quel fuseau horaire êtes-vous ? Par exemple : Paris, New York, Europe/London
zone-set = Votre fuseau horaire est maintenant { $zone }. Les rappels gardent leur heure.
zone-unknown = Je ne connais pas de fuseau « { $zone } ».
language-set = Je vous parle désormais français.
language-unknown = Je parle français et anglais, mais pas encore { $language }.
workday-set = Votre journée commence maintenant à { $time }.
setting-not-yet = Cela ne se règle pas encore. Votre fuseau horaire, votre langue et le début de votre journée, si.

## Boutons
button-undo = Annuler
button-redo = Rétablir
button-create = Créer
button-create-anyway = Créer quand même
button-use = Garder { $name }
button-create-both = Créer les deux
button-create-person = Nouveau contact : { $name }
button-someone-else = Quelqu'un d'autre
button-leave = Laisser
button-drop = Abandonner
button-keep-as-note = Garder comme note
button-examples = Exemples
button-yes = Oui
button-done = Fait
button-snooze-hour = Dans 1 h
button-snooze-tomorrow = Demain
button-reschedule = Reporter…
button-log-call = Noter un appel
button-remind-tomorrow = Me le rappeler demain
button-convert = Convertir
button-new-deal = Nouvelle affaire
button-everybody = De toute l'équipe
button-chart = Graphique
button-forecast = Prévisions
button-won-lost = Gagnées et perdues
button-people = Contacts
button-more = Suite
button-share = Partager ici
button-keep = Garder { $value }
button-restore = Remettre { $value }
