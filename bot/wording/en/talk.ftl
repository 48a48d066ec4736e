help-title = Write as you would to a colleague. For example:
help-lines =
    called Jane at Acme, wants a quote, follow up tomorrow at 10
    remind me friday at 3 to send the quote
    who is Jane?  ·  Jane's email
    what's on today  ·  my calls this week
    Jane's mobile is now +33 6 12 34 56 78
    note on Acme: budget frozen until march
    undo
greeting = Hello { $name }. What happened? For example: called Jane at Acme, follow up tuesday 10
welcome = You are welcome.
not-understood = I didn't get "{ $text }". I can log a call or a note, set a reminder, look somebody up, show your day.
not-understood-nearest = I didn't get "{ $text }". Did you mean:
nothing-said = That message was empty. For example: called Jane at Acme, follow up tuesday 10
not-yet-other = I cannot do that yet. I can log a call or a note, set a reminder, look somebody up, show your day.
unsure = Did I get this right? { $what }
no-question = There is no open question. Write what happened, or "help".
nothing-to-cancel = There is nothing to cancel.
dropped = Dropped.
choose-one = Which one? Its number or name will do.
no-such-choice = There is no choice { $number }. There are { $count }.
pressed-before = That was answered already.
button-unknown = This button is no longer known.
failed = Something went wrong on my side, and nothing was saved. Your message is kept; please tell whoever runs crmbot.
unlinked = I do not know you yet. Ask the person who runs crmbot for an invitation, and send me its code.
invitation-wrong = I do not know this code: it may be old or used. Ask for a new one.
invitation-locked = Too many wrong codes. Try again tomorrow.
invitation-linked = Hello **{ $name }**, this chat is yours now.
started = Hello { $name }. Write as you would to a colleague. For example:
corrected = Replaces: { $what }
nothing-to-correct = I find nothing to correct in what you said last. Write it again, or "undo".
no-other = There is no other one. What should it have been? For example: no, Paul not Luc
which-other = Which one, then?
