share-refused = { $platform ->
    [slack] Je ne suis pas dans ce canal. Invitez-moi (/invite et mon nom), puis appuyez de nouveau.
   *[other] Je n'ai pas le droit d'y écrire. Faites-moi entrer dans le groupe, puis appuyez de nouveau.
}
answer-among-others = Pour répondre avec des mots, commencez par /crm ou mentionnez-moi.
picture-in-private = L'image est dans votre conversation privée avec moi.
