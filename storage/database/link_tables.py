"""The tables of links: people of a deal, of a call, of a meeting."""

from sqlalchemy import Column, Integer, Table

from storage.database.schema import index, key, of_workspace, reference


def _links(name: str, of: str, of_table: str, linked: str, linked_table: str) -> Table:
    """A row for each record that is linked, in their order; found from either side."""
    table = of_workspace(
        name,
        key(of),
        Column("position", Integer, nullable=False),
        key(linked),
        reference(of, of_table),
        reference(linked, linked_table),
        key=(of, "position"),
    )
    index(f"ix_{name}_{linked.removesuffix('_id')}", table.c.workspace_id, table.c[linked], table.c[of])
    return table


deal_contacts = _links("deal_contacts", "deal_id", "deals", "contact_id", "contacts")
activity_contacts = _links("activity_contacts", "activity_id", "activities", "contact_id", "contacts")
activity_leads = _links("activity_leads", "activity_id", "activities", "lead_id", "leads")
