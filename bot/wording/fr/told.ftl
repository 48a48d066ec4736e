changes-title = **{ $name }**{ $field ->
    [none] , ce qui a changé
   *[other] , { $field }
 }
changes-none = Je ne connais aucun changement{ $field ->
    [none] { "" }
   *[other] {" "}({ $field })
 } de **{ $name }**.
changes-line = { $when } · { $by } : { $what }{ $undo ->
    [yes] {" "}(annulation)
   *[no] { "" }
 }
change-created = création
change-deleted = à la corbeille
change-restored = sorti de la corbeille
change-first = { $field } { $value }
change-from = { $field } { $before } → { $value }
