"""A synthetic school as large as a town's: invented people, a whole year of lessons and about 600,000 marks."""
