admins-only = Only an administrator may change that: it holds for everybody.
workspace-set-currency = New deals are in { $value } from now on.
workspace-unknown-currency = "{ $value }" is no currency. For example: the currency is EUR
workspace-set-visibility = { $value ->
    [all] Everybody sees all records from now on. Private notes stay private.
    [team] Everybody sees the records of their team from now on; administrators see all.
   *[own] Everybody sees their own records from now on, a manager those of the team, an administrator all.
 }
workspace-unknown-visibility = "{ $value }" is none of all, team, own. For example: set visibility to team
rate = { $one } = { $worth } since { $day }
workspace-set-rate = { $rate }: totals use it from now on.
workspace-unknown-rate = I found no rate in "{ $value }". For example: set the exchange rate of the dollar to 0.92
