"""Commands for scripts and for IT, over the same casework as the windows."""
