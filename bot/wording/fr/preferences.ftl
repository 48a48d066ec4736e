zone-question = Dans quel fuseau horaire êtes-vous ? Par exemple : Paris, New York, Europe/London
zone-set = Votre fuseau horaire est maintenant { $zone }. Les rappels gardent leur heure.
zone-unknown = Je ne connais pas de fuseau « { $zone } ».
language-set = Je vous parle désormais français.
language-unknown = Je parle { $spoken }, mais pas encore { $language }.
workday-set = Votre journée commence maintenant à { $time }.
setting-not-yet = Cela ne se règle pas encore. Votre fuseau horaire, votre langue et le début de votre journée, si.
