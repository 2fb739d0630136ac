"""The names of files in a store's folder that are wanted before anything could open it."""

KEYS_NAME = "keys.json"
