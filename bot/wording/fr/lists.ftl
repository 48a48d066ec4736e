filter-mine = les vôtres
filter-everybody = toute l'équipe
filter-owner = de { $name }
filter-account = chez { $name }
filter-least = à partir de { $amount }
filter-most = jusqu'à { $amount }
filter-currency = en { $currency }
filter-closing = signature { $period }
filter-slipped = date de signature passée
filter-without-next_step = sans prochaine étape
filter-without-close_date = sans date de signature
filter-untouched = { $kind ->
    [call] jamais appelés
    [meeting] jamais rencontrés
    [email] jamais d'e-mail
   *[any] jamais contactés
 }
filter-untouched-since = { $kind ->
    [call] sans appel depuis le { $day }
    [meeting] sans rendez-vous depuis le { $day }
    [email] sans e-mail depuis le { $day }
   *[any] sans contact depuis le { $day }
 }
filter-untouched-in = { $kind ->
    [call] sans appel : { $period }
    [meeting] sans rendez-vous : { $period }
    [email] sans e-mail : { $period }
   *[any] sans contact : { $period }
 }
contacts-title = { $count ->
    [0] Personne
    [1] 1 contact
   *[other] { $count } contacts
 } · { $filters }
contact-untouched = { $when ->
    [never] jamais
   *[other] { $kind ->
        [call] dernier appel
        [meeting] dernier rendez-vous
        [email] dernier e-mail
       *[any] dernier contact
    } { $when }
 }
no-more = Il n'y a rien de plus à montrer.
