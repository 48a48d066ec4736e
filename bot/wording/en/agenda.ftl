agenda-days = { $first } – { $last }
agenda-empty = Nothing planned: { $day }
agenda-widened = Nothing today. The next 7 days:
agenda-nothing-at-all = Nothing today, and nothing in the next 7 days.
agenda-overdue = ⚠️ { $item } (since { $when })
agenda-item = { $sign } { $item }
agenda-item-at = { $time } { $sign } { $item }
agenda-day-header = **{ $day }**
