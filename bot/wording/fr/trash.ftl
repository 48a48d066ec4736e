trash-title = À la corbeille, le plus récent d'abord
trash-line = { $name } · { $kind } · { $when }{ $by ->
    [none] { "" }
   *[other] {" "}({ $by })
 }
trash-empty = La corbeille est vide.
trash-none = { $name ->
    [none] La corbeille est vide.
   *[other] Je ne trouve pas { $name } dans la corbeille.
 }
restored = **{ $name }** est de retour
what-restore = retour de « { $subject } »
record-account = société
record-contact = contact
record-lead = prospect
record-deal = affaire
record-activity = activité
record-task = tâche
record-reminder = rappel
