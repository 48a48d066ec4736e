"""Fields that hold one of several values, as every server lists its own.

The server takes any other value, too, and then shows nothing: what it does not list is not sent.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.domain.changes import Fields, Value
from bot.errors import RemoteLacks
from storage.sugarcrm.parts import Choices, Json, Part, plain, text
from storage.sugarcrm.wire import harmless, whole_of

LEAD_STATUSES = {
    "new": "New",
    "assigned": "Assigned",
    "in_process": "In Process",
    "converted": "Converted",
    "recycled": "Recycled",
    "dead": "Dead",
}
ACTIVITY_STATUSES = {"planned": "Planned", "held": "Held", "not_held": "Not Held"}
DIRECTIONS = {"inbound": "Inbound", "outbound": "Outbound"}
TASK_STATUSES = {
    "not_started": "Not Started",
    "in_progress": "In Progress",
    "completed": "Completed",
    "pending_input": "Pending Input",
    "deferred": "Deferred",
}
PRIORITIES = {"high": "High", "medium": "Medium", "low": "Low"}


def choice(ours: str, theirs: str, values: Mapping[str, str], otherwise: str = "") -> Part:
    """One of our own values. `values` are what each is there, where nothing else is listed, or what it is called.

    `otherwise` is what to write where nothing is known here.
    """
    back = {there: here for here, there in values.items()}

    def fitted(choices: Choices) -> Part:
        found = (
            {here: _listed(there, choices[theirs]) for here, there in values.items()} if theirs in choices else values
        )
        return choice(ours, theirs, {here: there for here, there in found.items() if there is not None}, otherwise)

    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: (
            {theirs: _known(values, ours, fields[ours] or otherwise)} if fields[ours] or otherwise else {}
        ),
        read=lambda read: {ours: back[read[theirs]]} if read[theirs] in back else {},
        fitted=fitted,
    )


_LEAD_STATUS = choice("status", "status", LEAD_STATUSES)


def lead_status(one: Part = _LEAD_STATUS) -> Part:
    """A converted lead says so twice; in lists and reports there only the second counts."""

    def write(fields: Fields, current: Mapping[str, str]) -> dict[str, Json]:
        written = one.write(fields, current)
        return written | {"converted": int(fields["status"] == "converted")} if written else {}

    return Part(
        ours=("status",),
        theirs=("status", "converted"),
        write=write,
        read=lambda values: {"status": "converted"} if values["converted"] == "1" else one.read(values),
        fitted=lambda choices: lead_status(one.fit(choices)),
    )


def stage(listed: Collection[str] = ()) -> Part:
    """A stage takes its probability along: there it follows on creation alone."""

    def write(fields: Fields, _: Mapping[str, str]) -> dict[str, Json]:
        if listed and fields["stage"] not in listed:
            raise _lacking("stage", fields["stage"])
        return {"sales_stage": fields["stage"], "probability": fields["probability"]}

    return Part(
        ours=("stage", "probability"),
        theirs=("sales_stage", "probability"),
        write=write,
        read=lambda values: {"stage": values["sales_stage"], "probability": whole_of(values["probability"])},
        fitted=lambda choices: stage(tuple(choices.get("sales_stage", ()))),
    )


def called(ours: str, theirs: str, listed: Mapping[str, str] | None = None) -> Part:
    """Any words here, one of a list there: known here by what it is called; what is not listed is written as it is."""
    listed = listed or {}
    return replace(
        plain(ours, theirs),
        write=lambda fields, _: {theirs: _listed(text(fields[ours]), listed) or harmless(text(fields[ours]))},
        read=lambda values: {ours: listed.get(values[theirs]) or values[theirs]},
        fitted=lambda choices: called(ours, theirs, choices.get(theirs)),
    )


def _listed(name: str, listed: Mapping[str, str]) -> str | None:
    """The value that a server has, or calls, just so."""
    if name in listed:
        return name
    return next((value for value, label in listed.items() if label.casefold() == name.casefold()), None)


def _known(values: Mapping[str, str], ours: str, value: Value) -> str:
    there = values.get(text(value))
    if there is None:
        raise _lacking(ours, value)
    return there


def _lacking(ours: str, value: Value) -> RemoteLacks:
    problem = f"the CRM has no {ours} {value}: add it there, or change it here"
    return RemoteLacks(problem, field=ours, value=text(value))
