digest-day = { $part ->
    [morning] Buenos días, { $name } · { $day }
   *[later] Tu día, { $name } · { $day }
 }
digest-item = { $item }
and-more = { $items } · +{ $count }
digest-overdue = ⚠️ Con retraso, { $count }: { $items }
digest-overdue-item = { $item } (desde { $when })
digest-timed = { $items }
digest-whole-day = ✅ { $items }
digest-closing = 💰 Se cierran esta semana: { $items }
digest-closing-deal = { $amount ->
    [none] **{ $name }** ({ $day })
   *[other] **{ $name }** { $amount } ({ $day })
 }
digest-idle = 🚩 Sin próximo paso: { $items }
digest-waiting = A la espera de: { $items }
button-follow-up-on = Seguimiento de { $name } el { $day }
button-whole-day = El día entero
button-stop-these = No enviar más
