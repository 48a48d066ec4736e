trash-title = In the trash, the latest first
trash-line = { $name } · { $kind } · { $when }{ $by ->
    [none] { "" }
   *[other] {" "}({ $by })
 }
trash-empty = The trash is empty.
trash-none = { $name ->
    [none] The trash is empty.
   *[other] I find no { $name } in the trash.
 }
restored = **{ $name }** is back
what-restore = return of "{ $subject }"
record-account = company
record-contact = contact
record-lead = lead
record-deal = deal
record-activity = activity
record-task = task
record-reminder = reminder
