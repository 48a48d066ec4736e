option-lead = { $name } (potencial)
lead-created = Cliente potencial { $who } apuntado
lead-title = **{ $name }** · cliente potencial ({ $status }){ $role ->
    [none] { "" }
   *[other] {" "}· { $role }
 }
lead-source = Origen: { $source }
lead-none = { $name ->
    [none] ¿Qué cliente potencial? Escribe su nombre.
   *[other] No conozco ningún cliente potencial llamado { $name }.
 }
lead-field-not-kept = De un cliente potencial guardo { $fields }, pero aún no { $field }.
lead-same-contact = Ya conozco a { $who }. ¿Es la misma persona?
lead-same-account = Ya conozco a { $who }. ¿Es la misma empresa?
lead-same-deal = Ya conozco la oportunidad { $who }. ¿Es esa?
lead-converted = Convertido: { $who } es ahora un contacto
lead-converted-already = Este cliente potencial ya estaba convertido.
lead-status-new = nuevo
lead-status-assigned = asignado
lead-status-in_process = en curso
lead-status-converted = convertido
lead-status-recycled = reciclado
lead-status-dead = descartado
