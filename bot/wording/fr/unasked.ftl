unasked-reminder-said = Vous l'avez demandé { $day } : « { $text } »
unasked-reminder = Vous l'avez demandé { $day }.
unasked-nag = Il est venu { $when } et n'a pas eu de réponse : un tel rappel revient une fois après { $hours } { $hours ->
    [1] heure
   *[other] heures
 } de travail, puis rejoint votre journée.
unasked-brief = { $who }, { $when } : 20 minutes avant un appel ou un rendez-vous, je dis ce qu'il faut savoir.
unasked-outcome = { $who }, { $when } : 15 minutes après un appel ou un rendez-vous, je demande comment il s'est passé, sauf si c'est déjà dit.
unasked-day = Votre journée vient les jours où vous travaillez.
unasked-week = La semaine vient son dernier jour ouvré.
veiled-reminder = ⏰ { $name ->
    [none] Un rappel
   *[other] **{ $name }**
 }
veiled-nag = ⏰ { $name ->
    [none] Un rappel, de nouveau
   *[other] **{ $name }**, de nouveau
 }
veiled-brief = 📅 { $name ->
    [none] Un rendez-vous, bientôt
   *[other] **{ $name }**, bientôt
 }
veiled-outcome = 📅 { $name ->
    [none] Un rendez-vous est passé
   *[other] **{ $name }** : comment ça s'est passé
 }
veiled-day = Votre journée est prête.
veiled-week = Votre semaine est prête.
