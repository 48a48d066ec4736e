user-none = I know no colleague called { $name }.
record-none = I find nothing called { $name }.
record-gone = This record is not there any more.
assigned = **{ $name }** belongs to { $owner } now
assigned-already = **{ $name }** belongs to { $owner } already.
deleted = **{ $name }** is in the trash
