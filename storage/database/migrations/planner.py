"""What SQLite's planner must know of our tables before there is anything in them to count.

Without statistics it takes it that the first column of an index singles out ten rows. Here that is the
workspace, which singles out nothing, so that it would read whole tables where a longer key is at hand.
Real statistics, from ANALYZE, say the same of the workspace and may replace these at any time.
"""

from sqlalchemy import Connection, Table

from storage.database.tables import metadata

_ROWS = 100_000
# Of a queue, which is an index of some rows only, few are there at a time.
_ROWS_OF_QUEUE = 1_000
# How many rows the second, third, fourth, fifth column of a key leave.
_LEFT = (30, 10, 4, 2)


def teach_planner(connection: Connection) -> None:
    """Writes the statistics of every index into SQLite's own table of them."""
    connection.exec_driver_sql("ANALYZE alembic_version")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    for table in metadata.sorted_tables:
        for row in connection.exec_driver_sql(f"PRAGMA index_list('{table.name}')").mappings().all():
            columns = len(connection.exec_driver_sql(f"PRAGMA index_info('{row['name']}')").all())
            known_as = table.name if row["origin"] == "pk" and _is_its_own_key(table) else row["name"]
            statistics = _statistics(columns, unique=bool(row["unique"]), partial=bool(row["partial"]))
            connection.exec_driver_sql(
                "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", (table.name, known_as, statistics)
            )
    # Makes this connection read them.
    connection.exec_driver_sql("ANALYZE sqlite_schema")


def _is_its_own_key(table: Table) -> bool:
    return table.dialect_options["sqlite"]["with_rowid"] is False


def _statistics(columns: int, *, unique: bool, partial: bool) -> str:
    """The number of rows, then how many are left by the first column, the first two, and so on."""
    rows = _ROWS_OF_QUEUE if partial else _ROWS
    left = [rows, *_LEFT][:columns]
    if unique:
        left[-1] = 1
    return " ".join(map(str, [rows, *left]))
