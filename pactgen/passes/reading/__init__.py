"""What a part of a contract amounts to: a path, a schema, a message, a wrapping."""
