language-question = Quelle langue parlons-nous ?
zone-question = Dans quel fuseau horaire êtes-vous ? Par exemple : Paris, New York, Europe/London
zone-set = Votre fuseau horaire est maintenant { $zone }. Les rappels gardent leur heure.
zone-settled = Votre fuseau horaire : { $zone }. Écrivez comme à un collègue. Par exemple :
zone-unknown = Je ne connais pas de fuseau « { $zone } ».
language-set = Je vous parle désormais français.
language-unknown = Je parle { $spoken }, mais pas encore { $language }.
workday-set = Votre journée commence maintenant à { $time }.
weekdays-to = { $first } au { $last }
workdays-set = Vos jours de travail sont désormais : { $days }.
workdays-none = Il ne resterait aucun jour de travail. Par exemple : je travaille du lundi au jeudi
workdays-not-understood = Je ne trouve pas de jours dans « { $text } ». Par exemple : je travaille du lundi au jeudi
holidays-set = Je tiens désormais compte des jours fériés : { $country }.
holidays-none-set = Je ne tiens plus compte des jours fériés.
holidays-unknown = Je ne connais pas les jours fériés de « { $country } ». Par exemple : jours fériés : Belgique
quiet-set = Silence de { $since } à { $until }. Ce que vous avez demandé pour une heure précise vient quand même.
quiet-none-set = Plus d'heures calmes.
hour-not-understood = Je ne trouve pas d'heure dans « { $text } ». Par exemple : 8h30, 19h, de 19h à 8h
digest-set = Votre journée arrive à { $time }, les jours où vous travaillez.
muted-day = Votre journée n'arrive plus d'elle-même. « qu'est-ce que j'ai aujourd'hui » la montre ; « remets le récap du matin » la rétablit.
unmuted-day = Votre journée arrive de nouveau, les jours où vous travaillez.
muted-week = Le bilan de la semaine n'arrive plus. « récap hebdo » le montre ; « remets le récap de la semaine » le rétablit.
unmuted-week = Le bilan de la semaine arrive de nouveau, son dernier jour de travail.
muted-nag = Chaque rappel vient désormais une seule fois. « relance-moi encore une fois si je ne réponds pas » rétablit le second.
unmuted-nag = Un rappel resté sans réponse revient une fois.
nagging-set = Un rappel resté sans réponse revient une fois, après { $hours ->
    [1] 1 heure ouvrée
   *[other] { $hours } heures ouvrées
 }.
nagging-not-understood = « { $text } » n'est pas un nombre d'heures de 1 à { $most }. Par exemple : relance-moi au bout de 3 heures
cap-set = { $count ->
    [0] Les rappels viennent sans limite.
    [1] Au plus 1 rappel par jour : les autres rejoignent votre journée.
   *[other] Au plus { $count } rappels par jour : les autres rejoignent votre journée.
 }
cap-not-understood = « { $text } » n'est pas un nombre de 1 à { $most }. Par exemple : au plus 8 rappels par jour
muted-brief = Plus de fiche avant les réunions. « briefe-moi avant les réunions » la rétablit.
unmuted-brief = Une fiche arrive avant chaque réunion.
muted-outcome = Je ne demande plus comment s'est passée une réunion. « demande-moi comment se sont passées les réunions » rétablit la question.
unmuted-outcome = Je demande après chaque réunion comment elle s'est passée.
muted-all = Plus rien n'arrive de soi-même ; les rappels que vous posez arrivent toujours. « réactive tout » rétablit le reste.
unmuted-all = La journée, le bilan de la semaine, les fiches et questions autour des rendez-vous et les seconds rappels arrivent de nouveau.
switch-not-understood = « { $text } » n'est ni actif ni désactivé. Par exemple : plus de récap hebdo
lock-screen-set = { $shows ->
    [full] L'écran verrouillé montre tout le message.
    [name] L'écran verrouillé montre un nom, rien d'autre.
   *[nothing] L'écran verrouillé montre qu'il y a un message, rien de son contenu.
 }
lock-screen-not-understood = « { $text } » n'est ni tout, ni le nom, ni rien. Par exemple : n'affiche que le nom sur l'écran verrouillé
settings-title = **Vos réglages**. Pour en changer un, dites-le :
setting-speech = Langue : { $language }, fuseau : { $zone } · « parle anglais », « mon fuseau est Lisbon »
setting-work = Travail : { $days } dès { $start }, { $holidays } · « je travaille du lundi au jeudi », « ma journée commence à 8h »
setting-holidays = jours fériés : { $country }
setting-no-holidays = sans jours fériés
setting-quiet = Silence { $since } – { $until } · « plus d'heures calmes »
setting-no-quiet = Pas d'heures calmes · « pas de rappels après 19h »
setting-digests = { $day ->
    [on] Votre journée à { $time }
   *[off] Votre journée : jamais
 }, { $week ->
    [on] la semaine son dernier jour
   *[off] la semaine : jamais
 }{ $team ->
    [on] {", celle de l'équipe dans son canal"}
   *[off] {""}
 } · « envoie-moi le point à 8h30 », « plus de récap hebdo »
setting-reminders = { $cap ->
    [0] Rappels sans limite
   *[other] Au plus { $cap } rappels par jour
 }, { $hours ->
    [0] une fois chacun
   *[other] de nouveau après { $hours } h
 } · « au plus 8 rappels par jour », « ne me relance pas deux fois »
setting-meetings = { $brief ->
    [on] Une fiche avant les réunions
   *[off] Pas de fiche avant les réunions
 }, { $outcome ->
    [on] une question après
   *[off] pas de question après
 } · « plus de fiche avant les réunions », « désactive tout »
setting-lock-screen = Écran verrouillé : { $shows ->
    [full] tout
    [name] le nom seul
   *[nothing] rien
 } · « n'affiche que le nom sur l'écran verrouillé »
