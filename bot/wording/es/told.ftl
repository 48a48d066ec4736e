changes-title = **{ $name }**{ $field ->
    [none] , lo que ha cambiado
   *[other] : { $field }
 }
changes-none = No conozco ningún cambio{ $field ->
    [none] { "" }
   *[other] {" "}de { $field }
 } de **{ $name }**.
changes-line = { $when } · { $by }: { $what }{ $undo ->
    [yes] {" "}(deshecho)
   *[no] { "" }
 }
change-created = creado
change-deleted = a la papelera
change-restored = de vuelta de la papelera
change-first = { $field } { $value }
change-from = { $field } { $before } → { $value }
