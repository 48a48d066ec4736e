unusual-over = **{ $amount }**, c'est plus de dix fois { $of ->
    [deal] sa valeur actuelle, { $usual }
   *[all] le montant habituel ici, { $usual }
 }. Est-ce bien cela ?
unusual-under = **{ $amount }**, c'est moins du dixième { $of ->
    [deal] de sa valeur actuelle, { $usual }
   *[all] du montant habituel ici, { $usual }
 }. Est-ce bien cela ?
unusual-far = **{ $when }**, c'est dans des années. Est-ce bien cela ?
unusual-long-ago = **{ $when }**, c'était il y a des années. Est-ce bien cela ?
unusual-closing = **{ $when }** est passé. L'affaire doit-elle se signer ce jour-là ?
