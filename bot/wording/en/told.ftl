changes-title = **{ $name }**{ $field ->
    [none] , what was changed
   *[other] : { $field }
 }
changes-none = I know of no change{ $field ->
    [none] { "" }
   *[other] {" "}of the { $field }
 } of **{ $name }**.
changes-line = { $when } · { $by }: { $what }{ $undo ->
    [yes] {" "}(undo)
   *[no] { "" }
 }
change-created = created
change-deleted = into the trash
change-restored = back from the trash
change-first = { $field } { $value }
change-from = { $field } { $before } → { $value }
