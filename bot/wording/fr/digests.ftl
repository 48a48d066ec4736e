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
managers-only = Seul un manager ou un administrateur peut faire cela.
team-digest-set = Le bilan de l'équipe arrive ici à partir de : { $when }, puis chaque semaine. Invitez-moi, si je ne suis pas encore dans ce canal.
team-digest-stopped = Le bilan de l'équipe n'arrive plus.
team-digest-where = Écrivez cela dans le canal ou le groupe où il doit arriver.
team-digest-not-allowed = { $visibility ->
    [team] Vous n'êtes dans aucune équipe : rien d'une équipe ne peut être dit ici.
    [all] Certains ne voient que ce que le CRM leur montre : rien de l'équipe ne peut être dit dans un canal.
   *[own] Chacun ne voit que ses propres fiches : rien de l'équipe ne peut être dit dans un canal.
 }
team-digest-ends = { $name } peut l'arrêter : « plus de récap de l'équipe ».
team-digest-refused = Le bilan de l'équipe n'a pas pu être écrit dans son canal. { $platform ->
    [slack] Invitez-moi là-bas (/invite et mon nom)
   *[other] Laissez-moi entrer dans le groupe
 }, ou dites « plus de récap de l'équipe ».
