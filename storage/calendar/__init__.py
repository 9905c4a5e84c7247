"""The school's calendar in the database: what lessons are made from, and what was changed on single days."""
