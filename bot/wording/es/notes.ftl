notes-title = 📝 { $count ->
    [0] Nada apuntado
    [1] 1 nota
   *[other] { $count } notas
 } · «{ $query }» · { $filters }
notes-line = { $sign } { $when }{ $who ->
    [none] { "" }
   *[other] {" "}· **{ $who }**
 }: { $text }
