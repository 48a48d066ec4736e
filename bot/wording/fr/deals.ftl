deal-line = 💰 **{ $name }** · { $stage } ({ $probability } %){ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 }{ $closes ->
    [none] { "" }
   *[other] {" "}· signature { $closes }
 }
deal-account = Pour { $name }
deal-people = Contacts : { $names }
deal-owner = Suivie par { $name }
deal-next-step = Prochaine étape : { $step }
deal-idle = **{ $name }** n'a pas de prochaine étape.
deal-unchanged = Rien n'a changé sur **{ $name }**.
deal-none = Je ne connais pas d'affaire en cours du nom de { $name }.
deal-which = Quelle affaire de { $name } ?
deal-whose = Pour quelle société est **{ $name }** ? Écrivez son nom.
deals-title = 💰 { $count ->
    [1] 1 affaire
   *[other] { $count } affaires
 } · { $filters } : { $sums }
deals-sum = { $amount } (pondéré { $weighted })
deals-none = Aucune affaire · { $filters }
deals-left-out = { $count } dans une autre monnaie, laissées de côté
deals-together = En tout { $amount } (pondéré { $weighted }), à { $rates }{ $without ->
    [0] { "" }
   *[other] {" "}· sans taux : { $without }
 }
deal-needs-amount = Quel est le montant de **{ $name }** ? Il est demandé à l'étape { $stage }.
deal-needs-close_date = Quelle est la date de signature de **{ $name }** ? Elle est demandée à l'étape { $stage }.
deal-needs-next_step = Quelle est la prochaine étape de **{ $name }** ? Elle est demandée à l'étape { $stage }.
deal-needs-account = Pour quelle société est **{ $name }** ? Elle est demandée à l'étape { $stage }.
stage-elsewhere = { $stage } est une étape de { $pipeline }. Y déplacer **{ $deal }** ?
stage-unknown = { $pipeline } n'a pas d'étape { $stage }. Laquelle ?
amount-not-understood = « { $text } » n'est pas un montant. Par exemple : 12k, 12 500, 3 M€
