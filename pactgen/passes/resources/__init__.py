"""The things that the API keeps: which there are, what they are called, whose they are."""
