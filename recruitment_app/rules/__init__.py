"""What must be: the law and the practice of approving adopters, as plain values."""
