"""Which revisions of the schema there are. Known without Alembic, whose import costs more than opening a store."""

from sqlalchemy import Connection, Select, column, inspect, select, table

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
)
LATEST = REVISIONS[-1]

_VERSION: Select[str] = select(column("version_num")).select_from(table("alembic_version"))


def revision_of(connection: Connection) -> str | None:
    """The revision of a database; None before the first migration."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(_VERSION).scalar_one_or_none()
    return revision
