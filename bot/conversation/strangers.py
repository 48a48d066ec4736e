"""People whom crmbot does not know yet: an invitation's code links them, anything else is refused politely."""

from datetime import datetime

from bot.conversation.answers import Answer, Handled, address_of, queue
from bot.conversation.handlers.preferences import first_questions
from bot.conversation.profiles import welcome_profile
from bot.conversation.state import State
from bot.conversation.turn import Turn
from bot.crm.changes import Speaker
from bot.crm.invitations import looks_like_code, redeem
from bot.domain.people import User
from bot.messages import Card, Incoming, Profile, Send, Toast
from bot.ports import UnitOfWork
from bot.wording.texts import Texts


def meet(incoming: Incoming, uow: UnitOfWork, *, profile: Profile, now: datetime) -> Handled:
    """Answers somebody who is not linked to a user, and tells nothing about the CRM.

    `profile` is what the platform knows of them.
    """
    texts = Texts(profile.language)
    if incoming.kind == "press":
        return queue(uow, incoming, [Answer(Toast(texts("unlinked")), address_of(incoming))], user_id="", now=now)
    if incoming.kind == "profile":
        return Handled()
    if not looks_like_code(incoming.text):
        return _say(incoming, uow, texts("unlinked"), now)
    conversation = incoming.conversation
    linked = redeem(uow, incoming.text, conversation.platform, conversation.person, now)
    if linked == "locked":
        return _say(incoming, uow, texts("invitation-locked"), now)
    if linked == "wrong":
        return _say(incoming, uow, texts("invitation-wrong"), now)
    return _welcome(incoming, uow, welcome_profile(uow, linked, profile, conversation, now), profile, now)


def _say(incoming: Incoming, uow: UnitOfWork, text: str, now: datetime) -> Handled:
    return queue(uow, incoming, [Answer(Send(Card(title=text)), address_of(incoming))], user_id="", now=now)


def _welcome(incoming: Incoming, uow: UnitOfWork, user: User, profile: Profile, now: datetime) -> Handled:
    """The first words after linking; what the platform does not tell is asked."""
    speaker = Speaker(user=user, now=now, conversation=incoming.conversation, message_key=incoming.key)
    state = State(language=user.language)
    turn = Turn(uow=uow, speaker=speaker, state=state, language=user.language)
    reply = first_questions(turn, profile)
    reply.lines.insert(0, turn.texts("invitation-linked", name=user.name))
    handled = queue(
        uow, incoming, [Answer(Send(reply.content(turn.texts)), address_of(incoming))], user_id=user.id, now=now
    )
    if reply.question:
        state.pending, state.asked_in, state.asked_at = reply.question, handled.outbox_ids[0], now
        uow.conversations.save(incoming.conversation, state.as_json(), now)
    return handled
