"""The school's calendar: years and terms, what a day is, lessons planned from it, and dated changes on top."""
