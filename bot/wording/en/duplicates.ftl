duplicate-found = { $sign ->
    [email] { $who } has this e-mail address already.
    [phone] { $who } has this number already.
    [website] { $who } has this website already.
   *[name] { $kind ->
        [lead] { $who } is a lead already.
       *[other] { $who } is known already.
    }
 } Create another one?
duplicate-completed = Added: { $details }
