file-looked-at = **{ $name }**
file-import = Import this?
file-importing = Importing **{ $name }**…
file-imported = **{ $name }** imported
file-nothing-new = **{ $name }**: everything in it is known.
file-empty = There is nothing to import in **{ $name }**.
file-kind = { $kind ->
    [accounts] Companies
    [contacts] Contacts
    [leads] Leads
   *[deals] Deals
}: { $rows }
file-rows = { $verdict ->
    [created] { $count } new
    [changed] { $count } changed
   *[unchanged] { $count } known
}
file-bad = ⚠️ { $count ->
    [one] 1 row cannot be read and is left out
   *[other] { $count } rows cannot be read and are left out
} (line { $lines })
file-doubtful = ⚠️ { $count ->
    [one] 1 looks like somebody who is known under another name.
   *[other] { $count } look like somebody who is known under another name.
}
file-refused = { $reason ->
    [spoken] I cannot listen to recordings. Write it to me.
    [type] I cannot import **{ $name }**: send contacts, companies or deals as a .csv or .vcf file.
    [large] **{ $name }** is too large for a chat: 1 MB and { $most } rows at most. "crmbot import" takes any size.
    [forbidden] I may not read files here. Tell whoever runs crmbot: "crmbot doctor" says what is missing.
    [away] I could not fetch **{ $name }** just now. Send it again.
   *[unreadable] I cannot read **{ $name }**: a table needs the names of its columns in the first line. Save it as CSV in UTF-8.
}
button-import = Import
