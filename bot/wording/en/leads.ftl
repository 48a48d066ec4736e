option-lead = { $name } (lead)
lead-created = Lead { $who } noted
lead-title = **{ $name }** · lead ({ $status }){ $role ->
    [none] { "" }
   *[other] {" "}· { $role }
 }
lead-source = From { $source }
lead-none = { $name ->
    [none] Which lead? Write the name.
   *[other] I know no lead called { $name }.
 }
lead-field-not-kept = I keep { $fields } of a lead, but no { $field } yet.
lead-same-contact = { $who } is known already. Is it the same person?
lead-same-account = { $who } is known already. Is it the same company?
lead-same-deal = The deal { $who } is known already. Is it the one?
lead-converted = Lead converted: { $who } is a contact now
lead-converted-already = This lead was converted already.
lead-status-new = new
lead-status-assigned = assigned
lead-status-in_process = in process
lead-status-converted = converted
lead-status-recycled = recycled
lead-status-dead = dead
