first-language = Language
first-name = Your name
first-name-missing = Write the name that your colleagues know you by.
first-zone = Time zone
who-are-you = Who are you
console-welcome = { $name }, write what happened or ask. A number presses a button, Tab completes names, Ctrl-D leaves.
