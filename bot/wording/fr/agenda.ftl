agenda-days = { $first } – { $last }
agenda-empty = Rien de prévu : { $day }
agenda-widened = Rien aujourd'hui. Les 7 prochains jours :
agenda-nothing-at-all = Rien aujourd'hui, ni dans les 7 prochains jours.
agenda-overdue = ⚠️ { $item } (depuis { $when })
agenda-item = { $sign } { $item }
agenda-item-at = { $time } { $sign } { $item }
agenda-day-header = **{ $day }**
