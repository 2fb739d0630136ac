"""Lists: one model over ids in order."""
