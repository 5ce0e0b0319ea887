"""What each operation does to the things: the inference, and what makes one possible."""
