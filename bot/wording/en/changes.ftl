undone = Undone: { $what }.
redone = Back again: { $what }.
undo-nothing = Nothing left to undo in the last 24 hours.
undo-instead = There is nothing to cancel. Saved last: { $what }.
dropped-undo-instead = Dropped; nothing of it was saved. Saved last: { $what }.
redo-nothing = Nothing to redo.
undo-again = This was undone already.
undo-conflict = { $by } set { $field } to { $present } ({ $when }). Put { $wanted } back all the same?
undo-conflict-anonymous = { $field } is { $present } now. Put { $wanted } back all the same?
undo-kept = Kept: { $value }.
undo-restored = Put back: { $value }.
value-empty = nothing
what-log_call = call with { $subject }{ $more ->
    [0] { "" }
   *[other] , and its follow-up
 }
what-log_call-nobody = call
what-log_meeting = meeting with { $subject }{ $more ->
    [0] { "" }
   *[other] , and its follow-up
 }
what-log_meeting-nobody = meeting
what-log_email = e-mail of { $subject }{ $more ->
    [0] { "" }
   *[other] , and its follow-up
 }
what-log_email-nobody = e-mail
what-schedule_call = planned call with { $subject }
what-schedule_call-nobody = planned call
what-schedule_meeting = planned meeting with { $subject }
what-schedule_meeting-nobody = planned meeting
what-wait_for = waiting for { $subject }
what-create_task = task "{ $subject }"
what-cancel = calling off "{ $subject }"
what-create_account = company { $subject }
what-update_account = change to { $subject }
what-create_lead = lead { $subject }
what-update_lead = change to { $subject }
what-convert_lead = conversion of { $subject }
what-create_deal = deal { $subject }
what-update_deal = change to { $subject }
what-assign = giving away { $subject }
what-decide = decision about { $subject }
what-delete = deletion of { $subject }
what-add_note = note on { $subject }
what-add_note-nobody = note
what-set_reminder = reminder "{ $subject }"
what-update_contact = change to { $subject }
what-create_contact = contact { $subject }
what-done = "{ $subject }" done
what-snooze = snooze of "{ $subject }"
what-reschedule = new date of "{ $subject }"
what-import = import of { $count ->
    [1] 1 record
   *[other] { $subject } records
 }
what-import-nobody = import
what-several = everything from your last message
what-change_setting = change to the settings
