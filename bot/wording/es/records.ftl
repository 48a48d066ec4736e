user-none = No conozco a ningún compañero llamado { $name }.
record-none = No encuentro nada llamado { $name }.
record-gone = Esta ficha ya no existe.
assigned = **{ $name }** lo lleva ahora { $owner }
assigned-already = **{ $name }** ya lo lleva { $owner }.
deleted = **{ $name }** está en la papelera
