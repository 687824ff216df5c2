"""Is this document what it seems? Questions about documents, each with its reason and its records."""
