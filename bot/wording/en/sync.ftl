sync-conflict = **{ $record }**, { $field }: { $ours } here ({ $by }, { $when }), { $theirs } in the CRM{ $other ->
    [nobody] { "" }
   *[somebody] {" "}({ $name }, { $changed })
 }. Which holds?
sync-conflict-deleted = **{ $record }** was deleted in the CRM{ $other ->
    [nobody] { "" }
   *[somebody] {" "}({ $name }, { $changed })
 }, but { $by } changed it here ({ $when }). What now?
sync-conflict-changed = **{ $record }** was deleted here ({ $by }, { $when }), but { $other ->
    [nobody] somebody
   *[somebody] { $name }
 } went on with it in the CRM ({ $changed }). What now?
sync-refused = ⚠️ The CRM does not take the change of **{ $record }**.
sync-refused-denied = The login that it was sent with may not change that there.
sync-refused-login = Your own login to the CRM does not work any more: `crmbot sugarcrm login` takes a new one.
sync-refused-lacks = { $field }: the CRM has no "{ $value }". Add it there, or change it here.
sync-refused-otherwise = It does not tell why; `crmbot doctor` shows what it answered.
sync-refused-again = It is kept here, and tried again later.
sync-shut-out = ⚠️ The CRM lets you in no more: its records are out of your sight here, too.
sync-kept = Kept: { $value }. The CRM will be told.
sync-taken = Taken from the CRM: { $value }.
sync-restored = **{ $record }** stays, and comes back in the CRM.
sync-deleted = **{ $record }** is in the trash.
sync-deleted-there = **{ $record }** goes to the trash of the CRM, too.
sync-restored-here = **{ $record }** is back, as it is in the CRM.
sync-settled = This is settled already.
sync-behind = ⚠️ { $count ->
    [1] 1 change is
   *[other] { $count } changes are
 } not in the CRM yet, since { $when }.
password-refused = That looks like a password: I have not kept it. Delete your message, and change it there. A login to the CRM is given with `crmbot sugarcrm login`.
button-sync-restore = Restore it there
button-sync-delete = Delete it here
button-sync-delete-there = Delete it there too
button-sync-restore-here = Restore it here
