first-language = Langue
first-name = Votre nom
first-name-missing = Écrivez le nom que vos collègues connaissent.
first-zone = Fuseau horaire
who-are-you = Qui êtes-vous
console-welcome = { $name }, écrivez ce qui s’est passé ou demandez. Un numéro presse un bouton, Tab complète, Ctrl-D quitte.
