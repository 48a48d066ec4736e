first-language = Idioma
first-name = Tu nombre
first-name-missing = Escribe el nombre por el que te conocen tus compañeros.
first-zone = Zona horaria
who-are-you = Quién eres
console-welcome = { $name }, escribe qué ha pasado o pregunta. Un número pulsa un botón, Tab completa nombres, Ctrl-D sale.
