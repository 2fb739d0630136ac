"""The file of a case: one timeline, and its documents."""
