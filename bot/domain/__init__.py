"""Frozen records: what the CRM is about, without any storage or chat."""
