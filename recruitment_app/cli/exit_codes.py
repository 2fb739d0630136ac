"""What a command says to the shell that called it; wrong usage, 2, is argparse's own."""

DONE = 0
TO_MEND = 1
STOPPED = 130
