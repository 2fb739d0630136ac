"""Cases and people that are the same are found, made one, and parted again."""
