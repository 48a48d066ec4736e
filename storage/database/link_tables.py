"""The tables of links: people of a deal, of a call, of a meeting."""

from sqlalchemy import Column, Integer

from storage.database.schema import index, key, of_workspace, reference

deal_contacts = of_workspace(
    "deal_contacts",
    key("deal_id"),
    Column("position", Integer, nullable=False),
    key("contact_id"),
    reference("deal_id", "deals"),
    reference("contact_id", "contacts"),
    key=("deal_id", "position"),
)
index("ix_deal_contacts_contact", deal_contacts.c.workspace_id, deal_contacts.c.contact_id, deal_contacts.c.deal_id)

activity_contacts = of_workspace(
    "activity_contacts",
    key("activity_id"),
    Column("position", Integer, nullable=False),
    key("contact_id"),
    reference("activity_id", "activities"),
    reference("contact_id", "contacts"),
    key=("activity_id", "position"),
)
index(
    "ix_activity_contacts_contact",
    activity_contacts.c.workspace_id,
    activity_contacts.c.contact_id,
    activity_contacts.c.activity_id,
)

activity_leads = of_workspace(
    "activity_leads",
    key("activity_id"),
    Column("position", Integer, nullable=False),
    key("lead_id"),
    reference("activity_id", "activities"),
    reference("lead_id", "leads"),
    key=("activity_id", "position"),
)
index(
    "ix_activity_leads_lead",
    activity_leads.c.workspace_id,
    activity_leads.c.lead_id,
    activity_leads.c.activity_id,
)
