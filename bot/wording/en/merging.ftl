merge-question = Merge { $name } into { $into }?
merge-keeps = Stays: { $field } { $value } (not { $lost })
merge-fills = New: { $field } { $value }
merge-moves = Moves along: { $what }
merge-nothing = Nothing is linked to it, and no detail gets lost.
merge-same = **{ $name }** is one record already.
merge-gone = One of the two is gone meanwhile. Nothing was merged.
merged = { $name } is part of { $into } now
what-merge = merge of { $subject }
count-activity = { $count ->
    [1] 1 call, meeting or note
   *[other] { $count } calls, meetings and notes
 }
count-task = { $count ->
    [1] 1 task
   *[other] { $count } tasks
 }
count-reminder = { $count ->
    [1] 1 reminder
   *[other] { $count } reminders
 }
count-lead = { $count ->
    [1] 1 lead
   *[other] { $count } leads
 }
count-contact = { $count ->
    [1] 1 contact
   *[other] { $count } contacts
 }
count-deal = { $count ->
    [1] 1 deal
   *[other] { $count } deals
 }
field-source = source
