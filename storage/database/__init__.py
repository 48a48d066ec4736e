"""The store on SQLite or PostgreSQL: one schema, one set of statements, one transaction a use case."""
