share-refused = { $platform ->
    [slack] No estoy en este canal. Invítame (/invite y mi nombre) y pulsa otra vez.
   *[other] No puedo escribir ahí. Déjame entrar en el grupo y pulsa otra vez.
}
answer-among-others = Para responder con palabras, empieza por /crm o mencióname.
picture-in-private = La imagen está en tu chat privado conmigo.
