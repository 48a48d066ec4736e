merge-question = Fusionner { $name } dans { $into } ?
merge-keeps = Reste : { $field } { $value } (et non { $lost })
merge-fills = Nouveau : { $field } { $value }
merge-moves = Suivent : { $what }
merge-nothing = Rien n'y est rattaché, et aucun détail ne se perd.
merge-same = **{ $name }** n'est déjà qu'une seule fiche.
merge-gone = L'une des deux fiches n'existe plus. Rien n'a été fusionné.
merged = { $name } fait maintenant partie de { $into }
what-merge = fusion de { $subject }
count-activity = { $count ->
    [1] 1 appel, rendez-vous ou note
   *[other] { $count } appels, rendez-vous et notes
 }
count-task = { $count ->
    [1] 1 tâche
   *[other] { $count } tâches
 }
count-reminder = { $count ->
    [1] 1 rappel
   *[other] { $count } rappels
 }
count-lead = { $count ->
    [1] 1 prospect
   *[other] { $count } prospects
 }
count-contact = { $count ->
    [1] 1 contact
   *[other] { $count } contacts
 }
count-deal = { $count ->
    [1] 1 affaire
   *[other] { $count } affaires
 }
field-source = origine
