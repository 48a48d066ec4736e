sync-conflict = **{ $record }**, { $field } : { $ours } ici ({ $by }, { $when }), { $theirs } dans le CRM{ $other ->
    [nobody] { "" }
   *[somebody] {" "}({ $name }, { $changed })
 }. Laquelle garder ?
sync-conflict-deleted = **{ $record }** a été supprimé dans le CRM{ $other ->
    [nobody] { "" }
   *[somebody] {" "}({ $name }, { $changed })
 }, mais { $by } l'a modifié ici ({ $when }). Que faire ?
sync-conflict-changed = **{ $record }** a été supprimé ici ({ $by }, { $when }), mais { $other ->
    [nobody] quelqu'un
   *[somebody] { $name }
 } l'a modifié dans le CRM ({ $changed }). Que faire ?
sync-refused = ⚠️ Le CRM refuse la modification de **{ $record }**.
sync-refused-denied = Le compte avec lequel elle a été envoyée n'a pas ce droit là-bas.
sync-refused-login = Votre propre compte du CRM n'est plus accepté : `crmbot sugarcrm login` en prend un nouveau.
sync-refused-lacks = { $field } : le CRM ne connaît pas « { $value } ». Ajoutez-le là-bas, ou changez-le ici.
sync-refused-otherwise = Il ne dit pas pourquoi ; `crmbot doctor` montre sa réponse.
sync-refused-again = Elle est gardée ici et sera renvoyée plus tard.
sync-shut-out = ⚠️ Le CRM ne vous laisse plus entrer : ses fiches ne vous sont plus montrées ici non plus.
sync-kept = Gardé : { $value }. Le CRM sera mis à jour.
sync-taken = Repris du CRM : { $value }.
sync-restored = **{ $record }** reste, et revient dans le CRM.
sync-deleted = **{ $record }** est dans la corbeille.
sync-deleted-there = **{ $record }** va aussi à la corbeille du CRM.
sync-restored-here = **{ $record }** est de retour, tel qu'il est dans le CRM.
sync-settled = C'est déjà réglé.
sync-behind = ⚠️ { $count ->
    [one] { $count } modification n'est
   *[other] { $count } modifications ne sont
 } pas encore dans le CRM, depuis { $when }.
password-refused = On dirait un mot de passe : je ne l'ai pas gardé. Supprimez votre message et changez-le là-bas. Un compte du CRM se donne avec `crmbot sugarcrm login`.
button-sync-restore = Le rétablir là-bas
button-sync-delete = Le supprimer ici
button-sync-delete-there = Le supprimer aussi là-bas
button-sync-restore-here = Le rétablir ici
