awaited = ⏳ A la espera de { $who } hasta **{ $when }**
awaited-nobody = ⏳ A la espera hasta **{ $when }**: { $what }
awaited-until = Entonces te lo recuerdo, salvo que antes llegue de ahí una llamada, un correo o una reunión.
awaited-answer = Respuesta{ $name ->
    [none] { "" }
   *[other] {" "}de { $name }
 }
awaited-of = { $what } de { $name }
