help-title = Écrivez comme à un collègue. Par exemple :
help-lines =
    appelé Jane chez Acme, veut un devis, relancer demain 10h
    rappelle-moi vendredi à 15h d'envoyer le devis
    qui est Jane ?  ·  le mail de Jane
    qu'est-ce que j'ai aujourd'hui  ·  mes appels de la semaine
    le portable de Jane est maintenant +33 6 12 34 56 78
    note sur Acme : budget gelé jusqu'en mars
    annule
greeting = Bonjour { $name }. Que s'est-il passé ? Par exemple : appelé Jane chez Acme, relancer mardi 10h
welcome = Avec plaisir.
not-understood = Je n'ai pas compris « { $text } ». Je sais noter un appel ou une note, poser un rappel, retrouver quelqu'un, montrer votre journée.
not-understood-nearest = Je n'ai pas compris « { $text } ». Vouliez-vous dire :
nothing-said = Ce message était vide. Par exemple : appelé Jane chez Acme, relancer mardi 10h
not-yet-other = Je ne sais pas encore le faire. Je sais noter un appel ou une note, poser un rappel, retrouver quelqu'un, montrer votre journée.
unsure = Ai-je bien compris ? { $what }
no-question = Il n'y a pas de question en cours. Écrivez ce qui s'est passé, ou « aide ».
nothing-to-cancel = Il n'y a rien à abandonner.
dropped = Abandonné.
choose-one = Lequel ? Son numéro ou son nom suffit.
no-such-choice = Il n'y a pas de choix { $number }. Il y en a { $count }.
pressed-before = Il y a déjà été répondu.
button-unknown = Ce bouton n'est plus connu.
failed = Quelque chose s'est mal passé de mon côté, et rien n'a été enregistré. Votre message est gardé ; prévenez la personne qui administre crmbot.
unlinked = Je ne vous connais pas encore. Demandez une invitation à la personne qui administre crmbot, et envoyez-moi son code.
invitation-wrong = Je ne connais pas ce code : il est peut-être ancien ou déjà utilisé. Demandez-en un autre.
invitation-locked = Trop de codes faux. Réessayez demain.
invitation-linked = Bonjour **{ $name }**, cette conversation est à vous.
started = Bonjour { $name }. Écrivez comme à un collègue. Par exemple :
corrected = Remplace : { $what }
nothing-to-correct = Je ne vois rien à corriger dans ce que vous avez dit en dernier. Récrivez-le, ou « annule ».
no-other = Il n'y en a pas d'autre. Que fallait-il noter ? Par exemple : non, Paul pas Luc
which-other = Lequel, alors ?
