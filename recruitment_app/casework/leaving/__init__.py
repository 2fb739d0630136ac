"""Lists and the whole store go out."""
