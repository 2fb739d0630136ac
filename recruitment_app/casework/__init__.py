"""What a worker does to a case, one act at a time, all or nothing."""
