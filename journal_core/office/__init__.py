"""The school's office: what the clauses ask beside lessons and marks, as matters that go from hand to hand."""
