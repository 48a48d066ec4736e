awaited = ⏳ Waiting for { $who } until **{ $when }**
awaited-nobody = ⏳ Waiting until **{ $when }**: { $what }
awaited-until = I remind you then, unless a call, an e-mail or a meeting comes from there.
awaited-answer = Answer{ $name ->
    [none] { "" }
   *[other] {" "}from { $name }
 }
awaited-of = { $what } from { $name }
