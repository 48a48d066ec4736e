notes-title = 📝 { $count ->
    [0] Rien de noté
    [1] 1 note
   *[other] { $count } notes
 } · « { $query } » · { $filters }
notes-line = { $sign } { $when }{ $who ->
    [none] { "" }
   *[other] {" "}· **{ $who }**
 } : { $text }
