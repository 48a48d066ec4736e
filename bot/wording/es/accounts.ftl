account-none = No conozco ninguna empresa llamada { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = Personas: { $names }
