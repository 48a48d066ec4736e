help-title = Escribe como a un compañero. Por ejemplo:
help-lines =
    llamé a Jane de Acme, quiere un presupuesto, seguimiento mañana a las 10
    recuérdame el viernes a las 15h enviar el presupuesto
    ¿quién es Jane?  ·  el correo de Jane
    ¿qué tengo hoy?  ·  mis llamadas de esta semana
    nota sobre Acme: presupuesto congelado hasta marzo
    reunión con Jane el jueves a las 14h
    deshaz
greeting = Hola, { $name }. ¿Qué ha pasado? Por ejemplo: llamé a Jane de Acme, seguimiento el martes a las 10
welcome = De nada.
not-understood = No he entendido «{ $text }». Sé apuntar una llamada o una nota, poner un recordatorio, buscar a alguien, mostrar tu día.
not-understood-nearest = No he entendido «{ $text }». ¿Querías decir esto?
nothing-said = Ese mensaje estaba vacío. Por ejemplo: llamé a Jane de Acme, seguimiento el martes a las 10
not-yet-other = Todavía no sé hacerlo. Sé apuntar una llamada o una nota, poner un recordatorio, buscar a alguien, mostrar tu día.
unsure = ¿Lo he entendido bien? { $what }
no-question = No hay ninguna pregunta abierta. Escribe qué ha pasado, o «ayuda».
nothing-to-cancel = No hay nada que cancelar.
dropped = Descartado.
choose-one = ¿Cuál? Basta con su número o su nombre.
no-such-choice = No hay opción { $number }. Hay { $count }.
pressed-before = Eso ya está respondido.
button-unknown = Este botón ya no existe.
failed = Algo ha fallado por mi parte, y no se ha guardado nada. Tu mensaje queda guardado; avisa a quien administra crmbot.
unlinked = Todavía no te conozco. Pide una invitación a quien administra crmbot y envíame su código.
invitation-wrong = No conozco este código: puede ser antiguo o estar usado. Pide otro.
invitation-locked = Demasiados códigos erróneos. Inténtalo mañana.
invitation-linked = Hola, **{ $name }**, este chat ya es tuyo.
started = Hola, { $name }. Escribe como a un compañero. Por ejemplo:
corrected = Sustituye a: { $what }
nothing-to-correct = No veo nada que corregir en lo último que dijiste. Escríbelo de nuevo, o «deshaz».
no-other = No hay otro. ¿Qué tendría que haber sido? Por ejemplo: no, Paul not Luc
which-other = ¿Cuál, entonces?
