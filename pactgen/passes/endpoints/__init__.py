"""How each operation is put together: inputs, body, answer, headers, failures."""
