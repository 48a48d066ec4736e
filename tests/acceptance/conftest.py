"""A small CRM in a database of its own, and processes of crmbot that work on it."""

import pytest

from tests.acceptance.crm import Crm


@pytest.fixture
async def crm(database_url: str, tmp_path) -> Crm:
    return await Crm.made(database_url, tmp_path)
