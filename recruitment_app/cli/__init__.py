"""The commands for scripts and IT, over the same casework as the window."""
