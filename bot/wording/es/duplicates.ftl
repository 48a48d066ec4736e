duplicate-found = { $sign ->
    [email] { $who } ya tiene este correo.
    [phone] { $who } ya tiene este número.
    [website] { $who } ya tiene esta web.
   *[name] { $kind ->
        [lead] { $who } ya es cliente potencial.
       *[other] Ya conozco a { $who }.
    }
 } ¿Crear otra ficha?
duplicate-completed = Añadido: { $details }
