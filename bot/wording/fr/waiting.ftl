awaited = ⏳ En attente de { $who } : **{ $when }** au plus tard
awaited-nobody = ⏳ En attente, **{ $when }** au plus tard : { $what }
awaited-until = Je vous le rappelle alors, sauf si un appel, un e-mail ou un rendez-vous en vient d'ici là.
awaited-answer = Retour{ $name ->
    [none] { "" }
   *[other] {" "}de { $name }
 }
awaited-of = { $what } de { $name }
