"""The workspace's own row."""

from sqlalchemy import bindparam, select, update

from bot.domain.people import Workspace
from storage.database.repositories.records import columns_of, reader
from storage.database.tables import workspaces

COLUMNS = columns_of(workspaces, Workspace)
MINE = workspaces.c.id == bindparam("of_workspace")
GET = select(*COLUMNS).where(MINE)
UPDATE = update(workspaces).where(MINE)

read_workspace = reader(COLUMNS, Workspace)
