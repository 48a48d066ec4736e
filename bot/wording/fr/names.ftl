lines-more = … et { $count } de plus
who = **{ $name }**
who-at = **{ $name }** ({ $account })
option-at = { $name } · { $account }
kind-call = appel
kind-meeting = rendez-vous
kind-email = e-mail
kind-note = note
