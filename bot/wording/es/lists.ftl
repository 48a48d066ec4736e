filter-mine = las tuyas
filter-everybody = las de todos
filter-owner = de { $name }
filter-account = en { $name }
filter-least = desde { $amount }
filter-most = hasta { $amount }
filter-currency = en { $currency }
filter-closing = cierre { $period }
filter-slipped = fecha de cierre pasada
filter-without-next_step = sin próximo paso
filter-without-close_date = sin fecha de cierre
filter-untouched = { $kind ->
    [call] sin llamar nunca
    [meeting] sin reunión nunca
    [email] sin correo nunca
   *[any] sin contacto nunca
 }
filter-untouched-since = { $kind ->
    [call] sin llamada desde { $day }
    [meeting] sin reunión desde { $day }
    [email] sin correo desde { $day }
   *[any] sin contacto desde { $day }
 }
filter-untouched-in = { $kind ->
    [call] sin llamada: { $period }
    [meeting] sin reunión: { $period }
    [email] sin correo: { $period }
   *[any] sin contacto: { $period }
 }
contacts-title = { $count ->
    [0] Nadie
    [1] 1 persona
   *[other] { $count } personas
 } · { $filters }
contact-untouched = { $when ->
    [never] nunca
   *[other] { $kind ->
        [call] última llamada
        [meeting] última reunión
        [email] último correo
       *[any] último contacto
    } { $when }
 }
no-more = No hay nada más que mostrar.
