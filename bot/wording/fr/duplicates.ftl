duplicate-found = { $sign ->
    [email] { $who } a déjà cette adresse e-mail.
    [phone] { $who } a déjà ce numéro.
    [website] { $who } a déjà ce site.
   *[name] { $kind ->
        [account] La société { $who } existe déjà.
        [contact] Le contact { $who } existe déjà.
        [lead] Le prospect { $who } existe déjà.
       *[deal] L'affaire { $who } existe déjà.
    }
 } Créer une nouvelle fiche ?
duplicate-completed = Ajouté : { $details }
