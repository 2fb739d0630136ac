"""Cases in long lists and on the board, in any order, and the views that are kept."""
