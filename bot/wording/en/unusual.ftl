unusual-over = **{ $amount }** is more than ten times { $of ->
    [deal] its { $usual } so far
   *[all] the usual { $usual } here
 }. Is that right?
unusual-under = **{ $amount }** is less than a tenth of { $of ->
    [deal] its { $usual } so far
   *[all] the usual { $usual } here
 }. Is that right?
unusual-far = **{ $when }** is years ahead. Is that right?
unusual-long-ago = **{ $when }** is years ago. Is that right?
unusual-closing = **{ $when }** is past. Is the deal to close then?
