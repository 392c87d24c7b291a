"""What is on disk: the only SQL, and the only reader of the question banks."""
