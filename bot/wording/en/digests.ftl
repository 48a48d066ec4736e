digest-day = { $part ->
    [morning] Good morning { $name } · { $day }
   *[later] Your day, { $name } · { $day }
 }
digest-item = { $item }
and-more = { $items } · +{ $count }
digest-overdue = ⚠️ { $count } overdue: { $items }
digest-overdue-item = { $item } (since { $when })
digest-timed = { $items }
digest-whole-day = ✅ { $items }
digest-closing = 💰 Closing this week: { $items }
digest-closing-deal = { $amount ->
    [none] **{ $name }** ({ $day })
   *[other] **{ $name }** { $amount } ({ $day })
 }
digest-idle = 🚩 No next step: { $items }
digest-waiting = Waiting for: { $items }
button-follow-up-on = Follow up { $name } on { $day }
button-whole-day = The whole day
button-stop-these = Stop these
