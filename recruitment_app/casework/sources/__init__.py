"""Where enquiries came from, and the campaigns."""
