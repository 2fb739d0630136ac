"""Every shape the tables ever had: one history for SQLCipher and PostgreSQL."""
