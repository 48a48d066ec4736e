"""People and companies that the CRM does not know yet: saved at once under the name as written, then one question.

Everything that the answer creates or links joins the change set of the message that raised the
question, so that one Undo takes back all of it.
"""

from collections.abc import Mapping, Sequence

from bot.conversation.names import label, look_alikes, look_up, text_argument
from bot.conversation.state import Option, Question
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.activities import Parties, link_parties
from bot.crm.people import create_account, create_contact
from bot.domain.names import fold, name_words
from bot.domain.people import Account, Contact
from bot.messages import Action, Argument

Arguments = Mapping[str, Argument]


def ask_about_newcomers(turn: Turn, reply: Reply, parties: Parties, saved: Sequence[str]) -> None:
    """Adds the question "New: Jane at Acme?" where a name is no record's yet; `saved` are the records under it.

    The first of them is the activity, which is with the people beside the first one as well.
    """
    new_person = "" if parties.contact or parties.lead else parties.contact_name
    new_account = "" if parties.account or parties.lead else parties.account_name
    facts: dict[str, Argument] = {
        "set": turn.set_id,
        "records": ",".join(saved),
        "person": new_person,
        "company": new_account,
        "account": parties.account.id if parties.account else None,
        "contact": parties.contact.id if parties.contact else None,
    }
    questions = []
    if new_person or new_account:
        questions.append(_newcomer(turn, facts))
    elif not parties.name:
        questions.append(_who_was_it(turn, {"set": turn.set_id, "records": ",".join(saved)}))
    shared = parties.shared_account_id
    with_activity = {"records": saved[0], "contact": None, "account": shared}
    for name in parties.other_names:
        questions.append(_newcomer(turn, {**facts, **with_activity, "person": name}, beside=bool(questions)))
    if questions:
        reply.question = questions[0]
        turn.state.waiting += questions[1:]


def _newcomer(turn: Turn, facts: Arguments, *, beside: bool = False) -> Question:
    """ "New: Jane at Acme?"; the company of somebody `beside` another newcomer was asked about with that one."""
    texts, new_person, new_account = turn.texts, text_argument(facts, "person"), text_argument(facts, "company")
    account = turn.uow.accounts.get(text_argument(facts, "account")) if facts.get("account") else None
    if not new_person:
        text, yes = texts("account-new", account=new_account), texts("button-create")
    elif new_account and beside:
        text, yes = texts("person-new-at", name=new_person, account=new_account), texts("button-create")
    elif new_account:
        text, yes = texts("person-new-both", name=new_person, account=new_account), texts("button-create-both")
    elif account:
        text, yes = texts("person-new-at", name=new_person, account=account.name), texts("button-create")
    else:
        text, yes = texts("person-new", name=new_person), texts("button-create")
    options = [Option(label=yes, role="yes", action=Action(name="create_newcomers", arguments=facts))]
    if new_person:
        options += [
            Option(
                label=label(turn, near),
                words=name_words(f"{near.name} {near.account}"),
                action=Action(name="link_contact", arguments={**facts, "contact": near.id}),
            )
            for near in look_alikes(turn, "contact", new_person, 2)
        ]
        options.append(Option(label=texts("button-someone-else"), action=Action(name="ask_who", arguments=facts)))
    options.append(turn.leave(facts))
    return Question(text=text, options=tuple(options))


def _who_was_it(turn: Turn, facts: Arguments) -> Question:
    return Question(
        text=turn.texts("who-instead"),
        options=(turn.leave(facts),),
        expects="name",
        answer=Action(name="link_name", arguments={**facts, "person": None}),
    )


def create_newcomers(turn: Turn, arguments: Arguments) -> Reply:
    """Creates the person, the company or both, and links what was saved under their names."""
    if gone := _gone(turn, arguments):
        return gone
    person, company = text_argument(arguments, "person"), text_argument(arguments, "company")
    account = _account(turn, arguments)
    reply = Reply()
    if company and account is None:
        account = create_account(turn.recorder, company)
    contact = turn.uow.contacts.get(text_argument(arguments, "contact")) if arguments.get("contact") else None
    if person and contact is None:
        if namesake := _namesake(turn, person, account):
            return link_contact(turn, {**arguments, "contact": namesake.id})
        contact = create_contact(turn.recorder, person, account)
        reply.lines.append(created_line(turn, person, account))
    elif account:
        reply.lines.append(turn.texts("account-created", name=account.name))
    link_parties(turn.recorder, _records(arguments), contact, account, text_argument(arguments, "person"))
    return _joined(turn, arguments, reply)


def created_line(turn: Turn, person: str, account: Account | None) -> str:
    if account is None:
        return turn.texts("contact-created", name=person)
    return turn.texts("contact-created-at", name=person, account=account.name)


def create_as_asked(turn: Turn, name: str) -> Contact | None:
    """The person whom an open question offers to create, created: who goes on about them has answered it.

    What that makes stays with the message that goes on: its Undo takes back no more than it made.
    """
    question = turn.state.open_question(turn.speaker.now)
    for option in question.options if question else ():
        facts = option.action.arguments
        if option.action.name == "create_newcomers" and fold(text_argument(facts, "person")) == fold(name):
            create_newcomers(turn, facts)
            turn.set_to_extend = ""
            return _namesake(turn, text_argument(facts, "person"), _account(turn, facts))
    return None


def link_contact(turn: Turn, arguments: Arguments) -> Reply:
    """Links what was saved to a person who is known already."""
    contact = turn.uow.contacts.get(text_argument(arguments, "contact"))
    if gone := _gone(turn, arguments):
        return gone
    if contact is None:
        return said(turn.texts("nobody-called", name=text_argument(arguments, "person")))
    account = turn.uow.accounts.get(contact.account_id) if contact.account_id else None
    link_parties(turn.recorder, _records(arguments), contact, account, text_argument(arguments, "person"))
    who = (
        turn.texts("who-at", name=contact.name, account=account.name)
        if account
        else turn.texts("who", name=contact.name)
    )
    return _joined(turn, arguments, said(turn.texts("linked", who=who)))


def ask_who(turn: Turn, arguments: Arguments) -> Reply:
    return Reply(question=_who_was_it(turn, arguments))


def link_name(turn: Turn, arguments: Arguments) -> Reply:
    """The answer to "who was it?" in words: a known person, several, or a new one."""
    name = text_argument(arguments, "text")
    found = look_up(turn, "contact", name)
    if len(found) == 1:
        return link_contact(turn, {**arguments, "contact": found[0].id})
    options = [
        Option(
            label=label(turn, candidate),
            words=name_words(f"{candidate.name} {candidate.account}"),
            action=Action(name="link_contact", arguments={**arguments, "contact": candidate.id}),
        )
        for candidate in found[:5]
    ]
    options.append(
        Option(
            label=turn.texts("button-create-person", name=name),
            role="" if found else "yes",
            action=Action(name="create_newcomers", arguments={**arguments, "person": name, "contact": None}),
        )
    )
    text = turn.texts("which", name=name) if found else turn.texts("nobody-called", name=name)
    return asked(text, *options, turn.leave(arguments))


def leave(turn: Turn, arguments: Arguments) -> Reply:
    name = text_argument(arguments, "person") or text_argument(arguments, "company")
    return said(turn.texts("left-as-written", name=name) if name else turn.texts("left"))


def _gone(turn: Turn, arguments: Arguments) -> Reply | None:
    """What is said when the message that raised the question was undone meanwhile."""
    change_set = turn.uow.change_sets.get(text_argument(arguments, "set"))
    if change_set is None or change_set.undone_at is not None:
        return said(turn.texts("undo-again"))
    return None


def _joined(turn: Turn, arguments: Arguments, reply: Reply) -> Reply:
    turn.set_to_extend = text_argument(arguments, "set")
    return reply


def _account(turn: Turn, arguments: Arguments) -> Account | None:
    known = text_argument(arguments, "account")
    if known:
        return turn.uow.accounts.get(known)
    company = text_argument(arguments, "company")
    same = turn.uow.accounts.by_name(company) if company else []
    return same[0] if same else None


def _namesake(turn: Turn, person: str, account: Account | None) -> Contact | None:
    """Whoever was created meanwhile under that name: the same question may stand in two messages."""
    account_id = account.id if account else None
    return next((c for c in turn.uow.contacts.by_name(person) if c.account_id == account_id), None)


def _records(arguments: Arguments) -> list[str]:
    return [record_id for record_id in text_argument(arguments, "records").split(",") if record_id]
