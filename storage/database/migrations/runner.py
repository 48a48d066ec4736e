"""Runs the migrations on an open connection, inside its transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage.database.migrations.planner import teach_planner
from storage.database.revisions import LATEST, revision_of


def run_migrations(connection: Connection) -> None:
    """Brings the database up to date; does nothing where another process was faster."""
    if revision_of(connection) == LATEST:
        return
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        teach_planner(connection)
