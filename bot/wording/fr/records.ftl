user-none = Je ne connais pas de collègue du nom de { $name }.
record-none = Je ne trouve rien du nom de { $name }.
assigned = **{ $name }** est maintenant à { $owner }
assigned-already = **{ $name }** est déjà à { $owner }.
deleted = **{ $name }** est à la corbeille
