"""The modules of the stand-in server: fields, lengths, choices and links, as a SuiteCRM 7.14 has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Any

PROBABILITIES = {
    "Prospecting": 10,
    "Qualification": 20,
    "Needs Analysis": 25,
    "Value Proposition": 30,
    "Id. Decision Makers": 40,
    "Perception Analysis": 50,
    "Proposal/Price Quote": 65,
    "Negotiation/Review": 80,
    "Closed Won": 100,
    "Closed Lost": 0,
}
RECORD = "id name date_entered date_modified created_by modified_user_id assigned_user_id description deleted"
_PERSON = (
    "first_name last_name title phone_mobile phone_work email1 email2 account_id birthdate "
    "primary_address_street primary_address_city primary_address_state primary_address_postalcode "
    "primary_address_country"
)
_PARENT = "parent_type parent_id"
_ACTIVITY = f"status date_start date_end duration_hours duration_minutes reminder_time reminder_checked {_PARENT}"
FIELDS = {
    "Accounts": "phone_office website email1 email2 industry account_type billing_address_street billing_address_city "
    "billing_address_state billing_address_postalcode billing_address_country",
    "Contacts": f"{_PERSON} account_name lead_source telegram_id_c",
    "Leads": f"{_PERSON} account_name status lead_source converted contact_id opportunity_id",
    "Opportunities": "amount currency_id sales_stage probability date_closed account_id account_name next_step "
    "opportunity_type bot_stage_c",
    "Calls": f"{_ACTIVITY} direction",
    "Meetings": f"{_ACTIVITY} location",
    "Tasks": f"status priority date_due date_start contact_id {_PARENT}",
    "Notes": f"contact_id {_PARENT}",
    "Users": "user_name first_name last_name email1 email2 status",
    "Currencies": "iso4217 conversion_rate",
    "EmailAddresses": "email_address email_address_caps",
}
# In the menu, besides those above that this server plays.
OTHER_MODULES = {"Home": "Home", "AOS_Quotes": "Quotes", "Calendar": "Calendar", "Campaigns": "Campaigns"}
NOT_IN_MENU = {"Users", "Currencies", "EmailAddresses"}
# Rows that stand there with these values unless told otherwise.
DEFAULTS: dict[str, dict[str, str]] = {
    "Opportunities": {"currency_id": "-99"},
    "Calls": {"reminder_time": "-1", "reminder_checked": "0"},
    "Meetings": {"reminder_time": "-1", "reminder_checked": "0"},
}
LENGTHS: dict[tuple[str, str], int] = {
    **{(module, "name"): 50 for module in ("Opportunities", "Calls", "Meetings", "Tasks")},
    ("Accounts", "name"): 150,
    ("Contacts", "title"): 100,
    ("Opportunities", "next_step"): 100,
}
_STAGES = {stage: stage for stage in PROBABILITIES} | {"Id. Decision Makers": "Identifying Decision Makers"}
# What a choice is kept as, and what it is called.
CHOICES: dict[tuple[str, str], dict[str, str]] = {
    ("Opportunities", "sales_stage"): _STAGES,
    ("Opportunities", "bot_stage_c"): _STAGES,
    ("Leads", "status"): {
        status: status for status in ("New", "Assigned", "In Process", "Converted", "Recycled", "Dead")
    },
    ("Calls", "status"): {status: status for status in ("Planned", "Held", "Not Held")},
    ("Calls", "direction"): {direction: direction for direction in ("Inbound", "Outbound")},
    ("Meetings", "status"): {status: status for status in ("Planned", "Held", "Not Held")},
    ("Tasks", "status"): {
        status: status for status in ("Not Started", "In Progress", "Completed", "Pending Input", "Deferred")
    },
    ("Tasks", "priority"): {priority: priority for priority in ("High", "Medium", "Low")},
}
INSTANTS = {"date_start", "date_end", "date_due", "date_entered", "date_modified"}
DAYS = {"date_closed", "birthdate"}
NUMBERS = {"amount"}
WHOLE = {"probability"}
TRUTHS = {"reminder_checked"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link field: the rows of `relationship` that hold this record on one side. `first`: on the left one."""

    relationship: str
    module: str
    first: bool


LINKS: dict[str, dict[str, Link]] = {
    "Calls": {
        "contacts": Link("calls_contacts", "Contacts", first=True),
        "leads": Link("calls_leads", "Leads", first=True),
        "users": Link("calls_users", "Users", first=True),
    },
    "Meetings": {
        "contacts": Link("meetings_contacts", "Contacts", first=True),
        "leads": Link("meetings_leads", "Leads", first=True),
        "users": Link("meetings_users", "Users", first=True),
    },
    "Opportunities": {"contacts": Link("opportunities_contacts", "Contacts", first=True)},
    "Contacts": {
        "opportunities": Link("opportunities_contacts", "Opportunities", first=False),
        "calls": Link("calls_contacts", "Calls", first=False),
        "email_addresses": Link("emails", "EmailAddresses", first=True),
    },
    "Leads": {"email_addresses": Link("emails", "EmailAddresses", first=True)},
    "Accounts": {"email_addresses": Link("emails", "EmailAddresses", first=True)},
    "Users": {"email_addresses": Link("emails", "EmailAddresses", first=True)},
}
_LABELS = {
    ("Opportunities", "name"): "Opportunity Name:",
    ("Opportunities", "amount"): "Opportunity Amount:",
    ("Opportunities", "date_closed"): "Expected Close Date:",
    ("Opportunities", "next_step"): "Next Step:",
    ("Opportunities", "sales_stage"): "Sales Stage:",
    ("Opportunities", "probability"): "Probability (%):",
    ("Opportunities", "bot_stage_c"): "LBL_BOT_STAGE",
}
_REQUIRED = {"name", "last_name", "amount", "date_closed", "sales_stage", "bot_stage_c"}
_COMPARED = {
    "=": "Equals",
    "not_equal": "Does Not Equal",
    "greater_than": "Greater Than",
    "greater_than_equals": "Greater Than Or Equal To",
    "less_than": "Less Than",
    "less_than_equals": "Less Than Or Equal To",
    "between": "Is Between",
}
_DATED = {
    "=": "Equals",
    "not_equal": "Not On",
    "greater_than": "After",
    "less_than": "Before",
    "last_7_days": "Last 7 Days",
    "next_7_days": "Next 7 Days",
    "last_30_days": "Last 30 Days",
    "next_30_days": "Next 30 Days",
    "last_month": "Last Month",
    "this_month": "This Month",
    "next_month": "Next Month",
    "last_year": "Last Year",
    "this_year": "This Year",
    "next_year": "Next Year",
    "between": "Is Between",
}


def columns_of(module: str) -> list[str]:
    return list(dict.fromkeys(f"{RECORD} {FIELDS[module]}".split()))


def described(module: str, name: str, choices: Mapping[str, str]) -> Json:
    """A field as `get_module_fields` tells it. What searches offer stands among the options, too."""
    kind, options, length = _kind(module, name, choices)
    told: dict[str, Json] = {
        "name": name,
        "type": kind,
        "group": "",
        "id_name": "",
        "label": _LABELS.get((module, name), f"{name}:"),
        "required": int(name in _REQUIRED),
        "options": {value: {"name": value, "value": label} for value, label in options.items()} or [],
        "related_module": "",
        "calculated": False,
        "len": length,
    }
    return told | ({"default_value": ""} if name.endswith("_c") else {})


def _kind(module: str, name: str, choices: Mapping[str, str]) -> tuple[str, Mapping[str, str], str | int]:
    if choices:
        return "enum", choices, 100 if name.endswith("_c") else "255"
    if name in NUMBERS:
        return "currency", _COMPARED, ""
    if name in DAYS:
        return "date", _DATED, ""
    if name in WHOLE:
        return "int", {}, ""
    length = LENGTHS.get((module, name))
    return "name" if name == "name" else "varchar", {}, str(length) if length else ""
