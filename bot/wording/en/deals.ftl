deal-line = 💰 **{ $name }** · { $stage } ({ $probability } %){ $amount ->
    [none] { "" }
   *[other] {" "}· { $amount }
 }{ $closes ->
    [none] { "" }
   *[other] {" "}· closes { $closes }
 }
deal-account = For { $name }
deal-people = Contacts: { $names }
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
deal-needs-amount = What is the amount of **{ $name }**? { $stage } asks for it.
deal-needs-close_date = When does **{ $name }** close? { $stage } asks for it.
deal-needs-next_step = What is the next step for **{ $name }**? { $stage } asks for it.
deal-needs-account = Which company is **{ $name }** for? { $stage } asks for it.
stage-elsewhere = { $stage } is a stage of { $pipeline }. Move **{ $deal }** there?
stage-unknown = { $pipeline } has no stage { $stage }. Which one?
amount-not-understood = "{ $text }" is no amount. For example: 12k, 12,500, €3m
