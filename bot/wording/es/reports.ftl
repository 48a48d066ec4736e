report-title = { $report ->
    [pipeline] Oportunidades
    [forecast] Previsión
    [won_lost] Ganadas y perdidas
   *[activity] Actividad
 }{ $whose ->
    [mine] { "" }
    [everybody] , todo el equipo
   *[somebody] , { $name }
 }{ $period ->
    [none] { "" }
   *[other] {" "}· { $period }
 }
report-headline = 💰 **{ $title }** · { $what }
report-headline-activity = **{ $title }** · { $what }
report-deals = { $count ->
    [1] 1 oportunidad
   *[other] { $count } oportunidades
 }: { $sums }
report-line = { $name } · { $count } · { $sums }
report-no-deals = ninguna oportunidad abierta
report-none-decided = nada ganado ni perdido
report-no-activity = nada apuntado
report-slipped-deal = { $name } ({ $day })
report-slipped = ⚠️ Fecha de cierre pasada: { $deals }{ $more ->
    [0] { "" }
   *[other] {" "}y { $more } más
 }
report-undated = Sin fecha de cierre: { $count }
report-won-already = Ya ganadas: { $count } · { $sums }
report-rate = { $won } ganadas de { $count }
report-won = Ganadas · { $count } · { $sums }
report-lost = Perdidas · { $count } · { $sums }
report-won-because = **{ $deal }** ganada: «{ $reason }»
report-lost-because = **{ $deal }** perdida: «{ $reason }»
report-is-won = Ganada
report-is-lost = Perdida
report-did-call = { $count ->
    [1] 1 llamada
   *[other] { $count } llamadas
 }
report-did-meeting = { $count ->
    [1] 1 reunión
   *[other] { $count } reuniones
 }
report-did-email = { $count ->
    [1] 1 correo
   *[other] { $count } correos
 }
report-did-note = { $count ->
    [1] 1 nota
   *[other] { $count } notas
 }
report-unanswered = Sin respuesta: { $count }
report-person = **{ $name }**: { $what }
report-nobody = Nadie
report-kinds-call = Llamadas
report-kinds-meeting = Reuniones
report-kinds-email = Correos
report-kinds-note = Notas
report-column-stage = Fase
report-column-month = Mes
report-column-quarter = Trimestre
report-column-year = Año
report-column-deals = Oportunidades
report-column-amount = Importe
report-column-weighted = Ponderado
report-column-total = Total
report-column-deal = Oportunidad
report-column-result = Resultado
report-column-closed = Cierre
report-column-reason = Motivo
report-column-kind = Tipo
report-column-done = Hechas
report-column-unanswered = Sin respuesta
report-column-person = Persona
report-legend-weighted = Ponderado
report-legend-whole = Importe total
report-legend-won = Ganadas
report-legend-lost = Perdidas
report-drawn-at = Convertido: { $rates }
report-not-drawn = Sin dibujar: { $sums }
report-of-pipeline = { $title } · { $pipeline }
week-won = 💰 Ganadas: { $items }
week-lost = Perdidas: { $items }
week-new = Nuevas: { $items }
week-moved = Avanzan: { $items }
week-slipped = ⚠️ Aplazadas: { $items }
week-past = ⚠️ Fecha de cierre pasada: { $items }
week-deal = { $amount ->
    [none] **{ $name }**
   *[other] **{ $name }** { $amount }
 }
week-staged = { $name } → { $stage }
week-slip = { $name }, { $before } → { $after }
