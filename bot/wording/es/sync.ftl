sync-conflict = **{ $record }**, { $field }: { $ours } aquí ({ $by }, { $when }), { $theirs } en el CRM{ $other ->
    [nobody] { "" }
   *[somebody] {" "}({ $name }, { $changed })
 }. ¿Cuál vale?
sync-conflict-deleted = **{ $record }** se borró en el CRM{ $other ->
    [nobody] { "" }
   *[somebody] {" "}({ $name }, { $changed })
 }, pero { $by } lo cambió aquí ({ $when }). ¿Qué hago?
sync-conflict-changed = **{ $record }** se borró aquí ({ $by }, { $when }), pero { $other ->
    [nobody] alguien
   *[somebody] { $name }
 } lo cambió en el CRM ({ $changed }). ¿Qué hago?
sync-refused = ⚠️ El CRM no acepta el cambio de **{ $record }**.
sync-refused-denied = El usuario con el que se envió no puede cambiar eso allí.
sync-refused-login = Tu propio acceso al CRM ya no funciona: `crmbot sugarcrm login` toma uno nuevo.
sync-refused-lacks = { $field }: el CRM no tiene «{ $value }». Añádelo allí o cámbialo aquí.
sync-refused-otherwise = No dice por qué; `crmbot doctor` muestra qué respondió.
sync-refused-again = Se guarda aquí, y se intentará más tarde.
sync-shut-out = ⚠️ El CRM ya no te deja entrar: sus fichas tampoco se te muestran aquí.
sync-kept = Se queda: { $value }. Se le dirá al CRM.
sync-taken = Tomado del CRM: { $value }.
sync-restored = **{ $record }** se queda, y vuelve al CRM.
sync-deleted = **{ $record }** está en la papelera.
sync-deleted-there = **{ $record }** va también a la papelera del CRM.
sync-restored-here = **{ $record }** está de vuelta, tal como está en el CRM.
sync-settled = Eso ya está resuelto.
sync-behind = ⚠️ { $count ->
    [1] 1 cambio no está
   *[other] { $count } cambios no están
 } todavía en el CRM, desde { $when }.
password-refused = Eso parece una contraseña: no la he guardado. Borra tu mensaje y cámbiala allí. El acceso al CRM se da con `crmbot sugarcrm login`.
button-sync-restore = Reponerlo allí
button-sync-delete = Borrarlo aquí
button-sync-delete-there = Borrarlo también allí
button-sync-restore-here = Reponerlo aquí
