"""Where the shapes of a figure lie, the same for screen and paper."""
