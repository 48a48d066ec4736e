"""Use cases: plain functions over a unit of work. They know the rules of the CRM and no words for people."""
