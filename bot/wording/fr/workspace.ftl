admins-only = Seul un administrateur peut changer cela : c'est valable pour tout le monde.
workspace-set-currency = Les nouvelles affaires sont désormais en { $value }.
workspace-unknown-currency = « { $value } » n'est pas une devise. Par exemple : la devise est EUR
workspace-set-visibility = { $value ->
    [all] Tout le monde voit désormais toutes les fiches. Les notes privées restent privées.
    [team] Chacun voit désormais les fiches de son équipe ; les administrateurs voient tout.
   *[own] Chacun voit désormais ses propres fiches, un manager celles de son équipe, un administrateur toutes.
 }
workspace-unknown-visibility = « { $value } » n'est ni tous, ni équipe, ni chacun. Par exemple : mets la visibilité à équipe
rate = { $one } = { $worth } depuis le { $day }
workspace-set-rate = { $rate } : les totaux s'en servent désormais.
workspace-unknown-rate = Je ne trouve pas de taux dans « { $value } ». Par exemple : le taux du dollar est 0,92
