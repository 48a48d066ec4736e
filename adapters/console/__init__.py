"""The console: the whole conversation on a terminal or through a pipe, without any chat platform.

At a terminal there is a prompt with history and completion, and what comes unasked is printed above
it. Through a pipe each line is a message; nothing but the replies is written, a blank line after each.
Buttons have numbers that run on through a session; typing a number presses its button.
"""
