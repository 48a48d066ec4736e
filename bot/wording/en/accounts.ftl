account-none = I know no company called { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = People: { $names }
account-field-not-kept = I keep { $fields } of a company, but no { $field } yet.
