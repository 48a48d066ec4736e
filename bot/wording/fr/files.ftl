file-looked-at = **{ $name }**
file-import = Importer cela ?
file-importing = Import de **{ $name }**…
file-imported = Import de **{ $name }** fait
file-nothing-new = **{ $name }** : tout y est déjà connu.
file-empty = Il n'y a rien à importer dans **{ $name }**.
file-kind = { $kind ->
    [accounts] Sociétés
    [contacts] Contacts
    [leads] Prospects
   *[deals] Affaires
} : { $rows }
file-rows = { $verdict ->
    [created] { $count ->
        [one] 1 création
       *[other] { $count } créations
    }
    [changed] { $count ->
        [one] 1 modification
       *[other] { $count } modifications
    }
   *[unchanged] { $count } sans changement
}
file-bad = ⚠️ { $count ->
    [one] 1 ligne illisible est laissée de côté
   *[other] { $count } lignes illisibles sont laissées de côté
} (ligne { $lines })
file-doubtful = ⚠️ { $count ->
    [one] 1 ressemble à quelqu'un de connu sous un autre nom.
   *[other] { $count } ressemblent à quelqu'un de connu sous un autre nom.
}
file-refused = { $reason ->
    [spoken] Je ne sais pas écouter d'enregistrements. Écrivez-le-moi.
    [type] Je ne sais pas importer **{ $name }** : envoyez des contacts, sociétés ou affaires en fichier .csv ou .vcf.
    [large] **{ $name }** est trop grand pour une conversation : 1 Mo et { $most } lignes au plus. « crmbot import » prend toute taille.
    [forbidden] Je n'ai pas le droit de lire les fichiers ici. Prévenez la personne qui administre crmbot : « crmbot doctor » dit ce qui manque.
    [away] Je n'ai pas pu récupérer **{ $name }** à l'instant. Renvoyez-le.
   *[unreadable] Je n'arrive pas à lire **{ $name }** : il faut les noms des colonnes sur la première ligne. Enregistrez-le en CSV UTF-8.
}
button-import = Importer
