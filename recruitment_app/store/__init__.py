"""What is kept: one encrypted store, its keys, backups and the record of every change."""
