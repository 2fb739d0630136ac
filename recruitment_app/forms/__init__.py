"""Questions as data: the forms that are shown, kept and printed."""
