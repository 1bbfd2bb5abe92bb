"""What the review page keeps, in SQLite or PostgreSQL."""
