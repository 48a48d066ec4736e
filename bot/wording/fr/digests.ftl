digest-day = { $part ->
    [morning] Bonjour { $name } · { $day }
   *[later] Votre journée, { $name } · { $day }
 }
digest-item = { $item }
and-more = { $items } · +{ $count }
digest-overdue = ⚠️ En retard ({ $count }) : { $items }
digest-overdue-item = { $item } (depuis { $when })
digest-timed = { $items }
digest-whole-day = ✅ { $items }
digest-closing = 💰 À conclure cette semaine : { $items }
digest-closing-deal = { $amount ->
    [none] **{ $name }** ({ $day })
   *[other] **{ $name }** { $amount } ({ $day })
 }
digest-idle = 🚩 Sans prochaine étape : { $items }
digest-waiting = En attente : { $items }
button-follow-up-on = Relancer { $name } le { $day }
button-whole-day = Toute la journée
button-stop-these = Ne plus l'envoyer
