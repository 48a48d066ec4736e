notes-title = 📝 { $count ->
    [0] Nothing noted
    [1] 1 note
   *[other] { $count } notes
 } · "{ $query }" · { $filters }
notes-line = { $sign } { $when }{ $who ->
    [none] { "" }
   *[other] {" "}· **{ $who }**
 }: { $text }
