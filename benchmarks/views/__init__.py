"""What people look at most, on the synthetic school, beside what PostgreSQL itself takes for the same statements."""
