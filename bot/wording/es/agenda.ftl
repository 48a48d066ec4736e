agenda-days = { $first } – { $last }
agenda-empty = Nada previsto: { $day }
agenda-widened = Hoy nada. Los próximos 7 días:
agenda-nothing-at-all = Nada hoy, ni en los próximos 7 días.
agenda-overdue = ⚠️ { $item } (desde { $when })
agenda-item = { $sign } { $item }
agenda-item-at = { $time } { $sign } { $item }
agenda-day-header = **{ $day }**
