account-none = No conozco ninguna empresa llamada { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = Personas: { $names }
account-field-not-kept = De una empresa guardo { $fields }, pero aún no { $field }.
