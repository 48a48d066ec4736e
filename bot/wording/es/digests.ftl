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
managers-only = Solo un responsable o un administrador puede hacer eso.
team-digest-set = La semana del equipo llega aquí desde { $when }, cada semana. Invítame si aún no estoy en este canal.
team-digest-stopped = La semana del equipo ya no llega.
team-digest-where = Escríbelo en el canal o grupo donde tiene que llegar.
team-digest-not-allowed = { $visibility ->
    [team] No estás en ningún equipo: lo que hizo un equipo no se puede contar aquí.
    [all] Algunos solo ven lo que el CRM les muestra: lo que hizo un equipo no se puede contar en un canal.
   *[own] Cada uno ve solo sus fichas: lo que hizo el equipo no se puede contar en un canal.
 }
team-digest-ends = { $name } lo termina con «stop the team digest».
team-digest-refused = La semana del equipo no se pudo escribir en su canal. { $platform ->
    [slack] Invítame allí (/invite y mi nombre)
   *[other] Déjame entrar en el grupo
 }, o di «stop the team digest».
