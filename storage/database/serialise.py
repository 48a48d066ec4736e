"""Values, messages and effects to JSON and back, exactly and typed.

JSON has no dates and no decimals: what is neither text, whole number, truth nor null becomes an
object with one key that names its type, `{"decimal": "12.50"}`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, assert_never

from bot.domain.calendar import CalendarEvent
from bot.domain.changes import Fields, Value
from bot.messages import (
    Action,
    Attachment,
    Bar,
    Button,
    CalendarFile,
    Card,
    Chart,
    Choices,
    Content,
    Conversation,
    Edit,
    Effect,
    Field,
    Incoming,
    Profile,
    Send,
    Toast,
)

Json = Any

_READERS: dict[str, Callable[[Any], Value]] = {
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "tuple": tuple,
}


def dump_value(value: Value) -> Json:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case datetime():  # before date, whose kind it is
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case tuple():
            return {"tuple": list(value)}
    assert_never(value)


def load_value(raw: Json) -> Value:
    if not isinstance(raw, dict):
        return raw  # type: ignore[no-any-return]  # JSON's own types are values as they are
    ((kind, text),) = raw.items()
    return _READERS[kind](text)


def dump_fields(fields: Fields) -> Json:
    return {name: dump_value(value) for name, value in fields.items()}


def load_fields(raw: Mapping[str, Json]) -> Fields:
    return {name: load_value(value) for name, value in raw.items()}


def dump_incoming(incoming: Incoming) -> Json:
    conversation = incoming.conversation
    return {
        "key": incoming.key,
        "conversation": [conversation.platform, conversation.chat, conversation.thread, conversation.person],
        "kind": incoming.kind,
        "text": incoming.text,
        "handle": incoming.handle,
        "edits": incoming.edits,
        "private": incoming.private,
        "answer_to": incoming.answer_to,
        "pressed_on": incoming.pressed_on,
        "written_in": list(incoming.written_in) if incoming.written_in else None,
        "profile": [incoming.profile.name, incoming.profile.timezone, incoming.profile.language],
        "shows_pictures": incoming.shows_pictures,
        "attachments": [[each.name, each.size, each.reference, each.content] for each in incoming.attachments],
        "sent_at": incoming.sent_at.isoformat(),
    }


def load_incoming(raw: Json) -> Incoming:
    return Incoming(
        key=raw["key"],
        conversation=Conversation(*raw["conversation"]),
        kind=raw["kind"],
        text=raw["text"],
        handle=raw["handle"],
        edits=raw["edits"],
        private=raw["private"],
        answer_to=raw["answer_to"],
        # Presses of before did not tell.
        pressed_on=raw.get("pressed_on", ""),
        written_in=(raw["written_in"][0], raw["written_in"][1]) if raw.get("written_in") else None,
        profile=Profile(name=raw["profile"][0], timezone=raw["profile"][1], language=raw["profile"][2]),
        # Messages that came in before there were pictures do not tell.
        shows_pictures=raw.get("shows_pictures", False),
        attachments=tuple(
            Attachment(name=name, size=size, reference=reference, content=content)
            for name, size, reference, content in raw.get("attachments", ())
        ),
        sent_at=datetime.fromisoformat(raw["sent_at"]),
    )


def dump_action(action: Action) -> Json:
    return {"name": action.name, "arguments": dict(action.arguments)}


def load_action(raw: Json) -> Action:
    return Action(name=raw["name"], arguments=raw["arguments"])


def dump_effect(effect: Effect) -> Json:
    match effect:
        case Send(content=content, secret=secret):
            return {"effect": "send", "content": _dump_content(content)} | ({"secret": True} if secret else {})
        case Edit(outbox_id=outbox_id, content=content, reference=reference):
            what = {"effect": "edit", "outbox_id": outbox_id, "content": _dump_content(content)}
            return what | ({"reference": reference} if reference else {})
        case Toast(text=text):
            return {"effect": "toast", "text": text}
    assert_never(effect)


def load_effect(raw: Json) -> Effect:
    match raw["effect"]:
        case "send":
            return Send(_load_content(raw["content"]), raw.get("secret", False))
        case "edit":
            return Edit(raw["outbox_id"], _load_content(raw["content"]), raw.get("reference", ""))
        case "toast":
            return Toast(raw["text"])
        case other:
            raise ValueError(f"unknown effect {other!r}")


def _dump_content(content: Content) -> Json:
    match content:
        case Card():
            return {
                "content": "card",
                "title": content.title,
                "lines": list(content.lines),
                "fields": [[field.label, field.value] for field in content.fields],
                "buttons": _dump_buttons(content.buttons),
                "image": None if content.image is None else _dump_chart(content.image),
            } | ({} if content.file is None else {"file": _dump_calendar(content.file)})
        case Choices():
            return {
                "content": "choices",
                "question": content.question,
                "lines": list(content.lines),
                "options": _dump_buttons(content.options),
            }
    assert_never(content)


def _load_content(raw: Json) -> Content:
    if raw["content"] == "choices":
        return Choices(
            question=raw["question"],
            lines=tuple(raw["lines"]),
            options=_load_buttons(raw["options"]),
        )
    return Card(
        title=raw["title"],
        lines=tuple(raw["lines"]),
        fields=tuple(Field(label, value) for label, value in raw["fields"]),
        buttons=_load_buttons(raw["buttons"]),
        # Cards of before there were pictures have no such key.
        image=_load_chart(raw["image"]) if raw.get("image") else None,
        file=_load_calendar(raw["file"]) if raw.get("file") else None,
    )


def _dump_calendar(file: CalendarFile) -> Json:
    event = file.event
    return {
        "name": file.name,
        "id": event.id,
        "title": event.title,
        "starts": event.starts.isoformat(),
        "ends": event.ends and event.ends.isoformat(),
        "description": event.description,
        "location": event.location,
        "made_at": event.made_at.isoformat(),
    }


def _load_calendar(raw: Json) -> CalendarFile:
    starts = raw["starts"]
    event = CalendarEvent(
        id=raw["id"],
        title=raw["title"],
        starts=datetime.fromisoformat(starts) if "T" in starts else date.fromisoformat(starts),
        ends=datetime.fromisoformat(raw["ends"]) if raw["ends"] else None,
        description=raw["description"],
        location=raw["location"],
        made_at=datetime.fromisoformat(raw["made_at"]),
    )
    return CalendarFile(name=raw["name"], event=event)


def _dump_chart(chart: Chart) -> Json:
    return {
        "name": chart.name,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "legend": list(chart.legend),
        "palette": chart.palette,
        "bars": [[bar.label, bar.text, list(bar.segments)] for bar in chart.bars],
        "note": chart.note,
        "dark": chart.dark,
    }


def _load_chart(raw: Json) -> Chart:
    return Chart(
        name=raw["name"],
        title=raw["title"],
        subtitle=raw["subtitle"],
        legend=tuple(raw["legend"]),
        palette=raw["palette"],
        bars=tuple(Bar(label=label, text=text, segments=tuple(segments)) for label, text, segments in raw["bars"]),
        note=raw["note"],
        dark=raw["dark"],
    )


def _dump_buttons(buttons: Sequence[Button]) -> Json:
    return [
        {
            "label": button.label,
            "action": dump_action(button.action),
            "handle": button.handle,
            "group": button.group,
        }
        for button in buttons
    ]


def _load_buttons(raw: Sequence[Json]) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=button["label"],
            action=load_action(button["action"]),
            handle=button["handle"],
            group=button["group"],
        )
        for button in raw
    )
