account-none = Je ne connais pas de société du nom de { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = Contacts : { $names }
account-field-not-kept = D'une société je garde { $fields }, mais pas encore { $field }.
