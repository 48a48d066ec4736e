option-lead = { $name } (prospect)
lead-created = Prospect { $who } noté
lead-title = **{ $name }** · prospect ({ $status }){ $role ->
    [none] { "" }
   *[other] {" "}· { $role }
 }
lead-source = Origine : { $source }
lead-none = { $name ->
    [none] Quel prospect ? Écrivez le nom.
   *[other] Je ne connais pas de prospect du nom de { $name }.
 }
lead-field-not-kept = D'un prospect je garde { $fields }, mais pas encore { $field }.
lead-same-contact = Le contact { $who } existe déjà. Est-ce la même personne ?
lead-same-account = La société { $who } existe déjà. Est-ce la même ?
lead-same-deal = L'affaire { $who } existe déjà. Est-ce la même ?
lead-converted = Prospect converti : { $who } est un contact maintenant
lead-converted-already = Ce prospect est déjà converti.
lead-status-new = nouveau
lead-status-assigned = attribué
lead-status-in_process = en cours
lead-status-converted = converti
lead-status-recycled = recyclé
lead-status-dead = perdu
