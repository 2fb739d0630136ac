"""The agency itself: its particulars, its workers, its law, and what managers oversee."""
