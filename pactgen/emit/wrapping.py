"""Lines of prose: filled word by word, by columns and not by characters."""

from pactgen.emit.characters import columns


def wrapped_words(text: str, width: int) -> list[str]:
    """Return the text in lines of at most this width; a longer word has a line of its own."""
    lines: list[str] = []
    room = 0
    for word in text.split(" "):
        needed = columns(word)
        if lines and needed < room:
            lines[-1] += f" {word}"
            room -= needed + 1
        else:
            lines.append(word)
            room = width - needed
    return lines
