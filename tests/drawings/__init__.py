"""Where the shapes of figures lie."""
