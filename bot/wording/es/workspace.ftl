admins-only = Solo un administrador puede cambiar eso: vale para todos.
workspace-set-currency = Las nuevas oportunidades van ahora en { $value }.
workspace-unknown-currency = «{ $value }» no es una moneda. Por ejemplo: the currency is EUR
workspace-set-visibility = { $value ->
    [all] A partir de ahora todos ven todas las fichas. Las notas privadas siguen siendo privadas.
    [team] A partir de ahora cada uno ve las fichas de su equipo; los administradores, todas.
   *[own] A partir de ahora cada uno ve sus fichas, un responsable las de su equipo, un administrador todas.
 }
workspace-unknown-visibility = «{ $value }» no es all, team ni own. Por ejemplo: set visibility to team
rate = { $one } = { $worth } desde { $day }
workspace-set-rate = { $rate }: los totales lo usan a partir de ahora.
workspace-unknown-rate = No encuentro ningún cambio en «{ $value }». Por ejemplo: set the exchange rate of the dollar to 0.92
