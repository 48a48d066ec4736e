"""What is to be done next for a deal, planned in one tap."""

from collections.abc import Mapping

from bot.conversation.handlers.activities import reminder_time, waits_line
from bot.conversation.handlers.reminders import target
from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.planning import AddTask, add_task
from bot.messages import Action, Argument

Arguments = Mapping[str, Argument]


def plan_next_step(turn: Turn, arguments: Arguments) -> Reply:
    """A follow-up of the deal, with the person spoken to; when it is due is told as for a snooze."""
    deal = turn.uow.deals.get(text_argument(arguments, "deal"))
    if deal is None:
        return said(turn.texts("reminder-gone"))
    subject = turn.texts("follow-up-on", name=deal.name)
    _, reminder = add_task(
        turn.recorder,
        AddTask(
            subject=subject,
            due_at=target(turn, arguments),
            contact_id=text_argument(arguments, "contact") or None,
            account_id=deal.account_id,
            deal_id=deal.id,
        ),
    )
    turn.named("create_task", subject)
    if reminder is None:
        return said(turn.texts("task-set", subject=subject, priority="medium"))
    reply = said(turn.texts("follow-up-set-subject", subject=subject, when=reminder_time(turn, reminder)))
    reply.lines += filter(None, [waits_line(turn, reminder)])
    return reply


def ask_next_step(turn: Turn, arguments: Arguments) -> Reply:
    answer = Action(name="plan_next_step", arguments=arguments)
    return asked(turn.texts("schedule-when"), turn.drop, expects="time", answer=answer)
