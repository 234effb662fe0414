"""Which questions are bad, from how they were answered."""
