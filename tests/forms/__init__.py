"""Forms, read from their files."""
