lines-more = … and { $count } more
who = **{ $name }**
who-at = **{ $name }** ({ $account })
option-at = { $name } · { $account }
kind-call = call
kind-meeting = meeting
kind-email = e-mail
kind-note = note
