filter-mine = yours
filter-everybody = everybody's
filter-owner = { $name }'s
filter-account = at { $name }
filter-least = from { $amount }
filter-most = up to { $amount }
filter-currency = in { $currency }
filter-closing = closing { $period }
filter-slipped = close date past
filter-without-next_step = without a next step
filter-without-close_date = without a close date
filter-untouched = { $kind ->
    [call] never called
    [meeting] never met
    [email] never written to
   *[any] never contacted
 }
filter-untouched-since = { $kind ->
    [call] no call since { $day }
    [meeting] no meeting since { $day }
    [email] no e-mail since { $day }
   *[any] no contact since { $day }
 }
filter-untouched-in = { $kind ->
    [call] no call in { $period }
    [meeting] no meeting in { $period }
    [email] no e-mail in { $period }
   *[any] no contact in { $period }
 }
contacts-title = { $count ->
    [0] Nobody
    [1] 1 person
   *[other] { $count } people
 } · { $filters }
contact-untouched = { $when ->
    [never] never
   *[other] { $kind ->
        [call] last call
        [meeting] last meeting
        [email] last e-mail
       *[any] last contact
    } { $when }
 }
no-more = There is nothing more to show.
