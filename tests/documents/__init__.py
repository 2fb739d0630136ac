"""Documents, read back from their real PDFs."""
