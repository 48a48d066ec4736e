deal-line = 💰 **{ $name }** · { $stage } ({ $probability } %){ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 }{ $closes ->
    [none] { "" }
   *[other] {" "}· cierre { $closes }
 }
deal-account = Para { $name }
deal-people = Contactos: { $names }
deal-owner = La lleva { $name }
deal-next-step = Próximo paso: { $step }
deal-idle = **{ $name }** no tiene próximo paso.
deal-unchanged = Nada ha cambiado en **{ $name }**.
deal-none = No conozco ninguna oportunidad abierta llamada { $name }.
deal-which = ¿Qué oportunidad de { $name }?
deal-whose = ¿Para qué empresa es **{ $name }**? Escribe su nombre.
deals-title = 💰 { $count ->
    [1] 1 oportunidad
   *[other] { $count } oportunidades
 } · { $filters }: { $sums }
deals-sum = { $amount } (ponderado { $weighted })
deals-none = Ninguna oportunidad · { $filters }
deals-left-out = { $count } en otra moneda, sin contar
deals-together = En total { $amount } (ponderado { $weighted }) a { $rates }{ $without ->
    [0] { "" }
   *[other] {" "}· sin cambio: { $without }
 }
deal-needs-amount = ¿Cuál es el importe de **{ $name }**? { $stage } lo pide.
deal-needs-close_date = ¿Cuándo se cierra **{ $name }**? { $stage } lo pide.
deal-needs-next_step = ¿Cuál es el próximo paso de **{ $name }**? { $stage } lo pide.
deal-needs-account = ¿Para qué empresa es **{ $name }**? { $stage } lo pide.
stage-elsewhere = { $stage } es una fase de { $pipeline }. ¿Mover allí **{ $deal }**?
stage-unknown = { $pipeline } no tiene la fase { $stage }. ¿Cuál es?
amount-not-understood = «{ $text }» no es un importe. Por ejemplo: 12k, 12.500, 3 M€
