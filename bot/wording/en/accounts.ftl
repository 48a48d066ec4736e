account-none = I know no company called { $name }.
account-title = **{ $name }**{ $industry ->
    [none] { "" }
   *[other] {" "}· { $industry }
 }
account-people = People: { $names }
contacts-title = **{ $account }**: { $count ->
    [1] 1 person
   *[other] { $count } people
 }
contacts-none = I know nobody at { $account } yet.
