"""What is printed: frozen contents in, PDF out."""
