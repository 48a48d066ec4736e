zone-question = Which time zone are you in? For example: Paris, New York, Europe/London
zone-set = Your time zone is { $zone } now. Reminders keep their hour.
zone-unknown = I know no time zone "{ $zone }".
language-set = I speak English with you from now on.
language-unknown = I speak { $spoken }, but no { $language } yet.
workday-set = Your working day starts at { $time } now.
setting-not-yet = That cannot be set yet. Your time zone, your language and the start of your working day can.
