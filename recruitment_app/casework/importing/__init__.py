"""Files come in: looked at, corrected, brought in all or nothing, undone."""
