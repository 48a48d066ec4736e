deal-line = 💰 **{ $name }** · { $stage } ({ $probability } %){ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 }{ $closes ->
    [none] { "" }
   *[other] {" "}· closes { $closes }
 }
deal-account = For { $name }
deal-owner = With { $name }
deal-next-step = Next step: { $step }
deal-idle = **{ $name }** has no next step.
deal-unchanged = Nothing changed on **{ $name }**.
deal-none = I know no open deal called { $name }.
deal-which = Which deal of { $name }?
deal-whose = Which company is **{ $name }** for? Write its name.
deals-title = 💰 { $count ->
    [1] 1 deal
   *[other] { $count } deals
 } · { $filters }: { $sums }
deals-sum = { $amount } (weighted { $weighted })
deals-none = No deals · { $filters }
deals-left-out = { $count } in another currency left out
deals-together = Together { $amount } (weighted { $weighted }) at { $rates }{ $without ->
    [0] { "" }
   *[other] {" "}· without a rate: { $without }
 }
