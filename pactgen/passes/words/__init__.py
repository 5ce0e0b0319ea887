"""The words of contracts and of code: what they mean, how they bend, what they are called."""
