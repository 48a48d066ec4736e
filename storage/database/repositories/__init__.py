"""The repositories: one noun a module, each bound to one workspace and one transaction."""
