user-none = Je ne connais pas de collègue du nom de { $name }.
record-none = Je ne trouve rien du nom de { $name }.
record-gone = Cette fiche n'est plus là.
assigned = **{ $name }** est maintenant à { $owner }
assigned-already = **{ $name }** est déjà à { $owner }.
deleted = **{ $name }** est à la corbeille
