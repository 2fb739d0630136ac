"""Visits: planned, held, followed, and what is noted at them."""
