report-title = { $report ->
    [pipeline] Pipeline
    [forecast] Prévisions
    [won_lost] Gagnées et perdues
    [week] La semaine
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
report-drawn-at = Converti : { $rates }
report-not-drawn = Hors graphique : { $sums }
report-of-pipeline = { $title } · { $pipeline }
week-won = 💰 Gagnées : { $items }
week-lost = Perdues : { $items }
week-new = Nouvelles : { $items }
week-moved = Avancées : { $items }
week-slipped = ⚠️ Repoussées : { $items }
week-past = ⚠️ Date de signature passée : { $items }
week-deal = { $amount ->
    [none] **{ $name }**
   *[other] **{ $name }** { $amount }
 }
week-staged = { $name } → { $stage }
week-slip = { $name }, { $before } → { $after }
