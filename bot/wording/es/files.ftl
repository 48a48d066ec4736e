file-looked-at = **{ $name }**
file-import = ¿Importo esto?
file-importing = Importando **{ $name }**…
file-imported = **{ $name }** importado
file-nothing-new = **{ $name }**: ya lo conozco todo.
file-empty = En **{ $name }** no hay nada que importar.
file-kind = { $kind ->
    [accounts] Empresas
    [contacts] Contactos
    [leads] Clientes potenciales
   *[deals] Oportunidades
}: { $rows }
file-rows = { $verdict ->
    [created] nuevos: { $count }
    [changed] cambiados: { $count }
   *[unchanged] ya conocidos: { $count }
}
file-bad = ⚠️ { $count ->
    [one] 1 fila no se puede leer y se queda fuera
   *[other] { $count } filas no se pueden leer y se quedan fuera
} (línea { $lines })
file-doubtful = ⚠️ { $count ->
    [one] 1 se parece a alguien que ya conozco con otro nombre.
   *[other] { $count } se parecen a alguien que ya conozco con otro nombre.
}
file-refused = { $reason ->
    [spoken] No puedo escuchar grabaciones. Escríbemelo.
    [type] No puedo importar **{ $name }**: envía contactos, empresas u oportunidades en un archivo .csv o .vcf.
    [large] **{ $name }** es demasiado grande para un chat: 1 MB y { $most } filas como máximo. «crmbot import» admite cualquier tamaño.
    [forbidden] Aquí no puedo leer archivos. Avisa a quien administra crmbot: «crmbot doctor» dice qué falta.
    [away] No he podido traer **{ $name }** ahora. Envíalo otra vez.
   *[unreadable] No puedo leer **{ $name }**: una tabla necesita los nombres de sus columnas en la primera línea. Guárdala como CSV en UTF-8.
}
button-import = Importar
