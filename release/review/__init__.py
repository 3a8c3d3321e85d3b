"""The review page: a person works through findings and a random sample of notes, on this machine and nowhere else."""
