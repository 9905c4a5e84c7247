"""What is to be taught: plans of lessons (КТП), the curriculum, what was given, and work for one pupil."""
