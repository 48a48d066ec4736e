"""What is done about each intent and each button: one table each, by name."""

from collections.abc import Callable, Mapping

from bot.conversation.handlers import (
    accounts,
    activities,
    agenda,
    changes,
    deals,
    history,
    newcomers,
    people,
    planning,
    preferences,
    records,
    reminders,
    talk,
)
from bot.conversation.turn import Reply, Turn
from bot.language.frames import Frame
from bot.messages import Argument

IntentHandler = Callable[[Turn, Frame], Reply]
ActionHandler = Callable[[Turn, Mapping[str, Argument]], Reply]

INTENTS: dict[str, IntentHandler] = {
    "log_call": activities.handle_log_call,
    "log_meeting": activities.handle_log_meeting,
    "log_email": activities.handle_log_email,
    "add_note": activities.handle_add_note,
    "schedule_call": planning.handle_schedule_call,
    "schedule_meeting": planning.handle_schedule_meeting,
    "create_task": planning.handle_create_task,
    "complete_task": planning.handle_complete_task,
    "reschedule": planning.handle_reschedule,
    "cancel_reminder": planning.handle_cancel_reminder,
    "set_reminder": reminders.handle_set_reminder,
    "snooze_reminder": reminders.handle_snooze_reminder,
    "list_agenda": agenda.handle_list_agenda,
    "create_account": accounts.handle_create_account,
    "update_account": accounts.handle_update_account,
    "find_account": accounts.handle_find_account,
    "list_contacts": accounts.handle_list_contacts,
    "create_deal": deals.handle_create_deal,
    "update_deal": deals.handle_update_deal,
    "find_deal": deals.handle_find_deal,
    "list_deals": deals.handle_list_deals,
    "show_history": history.handle_show_history,
    "assign": records.handle_assign,
    "delete": records.handle_delete,
    "find_contact": people.handle_find_contact,
    "update_contact": people.handle_update_contact,
    "create_contact": people.handle_create_contact,
    "change_setting": preferences.handle_change_setting,
    "undo": changes.handle_undo,
    "redo": changes.handle_redo,
    "help": talk.handle_help,
    "greet": talk.handle_greet,
    "thanks": talk.handle_thanks,
    "out_of_scope": talk.not_understood,
}

ACTIONS: dict[str, ActionHandler] = {
    "ask_reschedule": reminders.ask_reschedule,
    "ask_who": newcomers.ask_who,
    "cancel_item": planning.cancel,
    "close_task": reminders.close_task,
    "create_anyway": people.create_anyway,
    "complete_item": planning.complete,
    "create_newcomers": newcomers.create_newcomers,
    "deal_account": deals.deal_account,
    "done": reminders.done,
    "drop": talk.drop,
    "help": talk.show_help,
    "keep_as_note": talk.keep_as_note,
    "keep_value": changes.keep_value,
    "leave": newcomers.leave,
    "link_contact": newcomers.link_contact,
    "link_name": newcomers.link_name,
    "log_call_now": activities.log_call_now,
    "move_item": planning.move,
    "redo": changes.redo_set,
    "remind_tomorrow": reminders.remind_tomorrow,
    "reschedule": reminders.reschedule_reminder,
    "restore_value": changes.restore_value,
    "schedule_at": planning.schedule_at,
    "set_language": preferences.set_language,
    "set_reminder_at": reminders.set_reminder_at,
    "set_timezone": preferences.set_timezone,
    "show_agenda": agenda.show_agenda,
    "show_contact": people.show_contact,
    "show_contacts": accounts.show_contacts,
    "show_deals": deals.show_deals,
    "show_history": history.show_history,
    "snooze": reminders.snooze_reminder,
    "undo": changes.undo_set,
}

# Pressing one of these changes the message that the button stands on; the others answer with a new one.
REPLACING = frozenset({"done", "snooze", "undo", "redo", "show_agenda", "show_contacts", "show_deals", "show_history"})
