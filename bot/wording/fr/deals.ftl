deal-line = 💰 **{ $name }** · { $stage } ({ $probability } %){ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 }{ $closes ->
    [none] { "" }
   *[other] {" "}· signature { $closes }
 }
deal-account = Pour { $name }
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
