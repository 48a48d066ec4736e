unusual-over = **{ $amount }** es más de diez veces { $of ->
    [deal] sus { $usual } de hasta ahora
   *[all] lo habitual aquí, { $usual }
 }. ¿Es correcto?
unusual-under = **{ $amount }** es menos de la décima parte de { $of ->
    [deal] sus { $usual } de hasta ahora
   *[all] lo habitual aquí, { $usual }
 }. ¿Es correcto?
unusual-far = **{ $when }** queda a años de hoy. ¿Es correcto?
unusual-long-ago = **{ $when }** fue hace años. ¿Es correcto?
unusual-closing = **{ $when }** ya ha pasado. ¿Se cierra entonces la oportunidad?
