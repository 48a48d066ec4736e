digest-day = { $part ->
    [morning] Good morning { $name } · { $day }
   *[later] Your day, { $name } · { $day }
 }
digest-item = { $item }
and-more = { $items } · +{ $count }
digest-overdue = ⚠️ { $count } overdue: { $items }
digest-overdue-item = { $item } (since { $when })
digest-timed = { $items }
digest-whole-day = ✅ { $items }
digest-closing = 💰 Closing this week: { $items }
digest-closing-deal = { $amount ->
    [none] **{ $name }** ({ $day })
   *[other] **{ $name }** { $amount } ({ $day })
 }
digest-idle = 🚩 No next step: { $items }
digest-waiting = Waiting for: { $items }
button-follow-up-on = Follow up { $name } on { $day }
button-whole-day = The whole day
button-stop-these = Stop these
managers-only = Only a manager or an administrator may do that.
team-digest-set = The week of the team comes here from { $when } on, each week. Invite me, if I am not in this channel yet.
team-digest-stopped = The week of the team comes no more.
team-digest-where = Write that in the channel or group where it is to come.
team-digest-not-allowed = { $visibility ->
    [team] You are in no team: what a team did cannot be told here.
    [all] Some see only what the CRM shows them: what a team did cannot be told in a channel.
   *[own] Everybody sees their own records alone: what the team did cannot be told in a channel.
 }
team-digest-ends = { $name } ends this with "stop the team digest".
team-digest-refused = The week of the team could not be written to its channel. { $platform ->
    [slack] Invite me there (/invite and my name)
   *[other] Let me into the group
 }, or say "stop the team digest".
