"""Short questions asked above a page."""
