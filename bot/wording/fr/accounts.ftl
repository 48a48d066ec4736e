account-none = Je ne connais pas de société du nom de { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = Contacts : { $names }
contacts-title = **{ $account }** : { $count ->
    [1] 1 personne
   *[other] { $count } personnes
 }
contacts-none = Je ne connais encore personne chez { $account }.
