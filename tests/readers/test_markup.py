"""HTML in descriptions becomes words that a docstring can hold; what is no HTML stays."""

import pytest

from pactgen.readers.markup import without_html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Retrieves the plan with the given ID.</p>", "Retrieves the plan with the given ID."),
        ("<p/> <p>One.</p><p class='x'>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/><br />Three.", "One.\nTwo.\n\nThree."),
        ("Pass <code>InProgress</code> or <tt>a &lt; b</tt>.", "Pass `InProgress` or `a < b`."),
        ("<b>Not</b> <i class=x>Mod<u>ified</u></i>", "Not Modified"),
        (
            'In the <a\nhref="https://example.com/docs">Dashboard</a>, <a href="#x">see</a>.',
            "In the Dashboard (https://example.com/docs), see.",
        ),
        ('<a href="https://example.com/">https://example.com</a>', "https://example.com"),
        (
            "Rules:<ul> <li> <p>one</p> </li><li>two</li> </ul>End.",
            "Rules:\n\n- one\n- two\n\nEnd.",
        ),
        ("A<!-- hidden\n --> text<script>alert(1)</script>.", "A text."),
        ("Tom &amp; Jerry&#39;s&nbsp;house", "Tom & Jerry's house"),
        ("| a <br> b |\n|---|", "| a   b |\n|---|"),
    ],
)
def test_html_becomes_commonmark(written, read):
    assert without_html(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "No markup at all.",
        "The path is /repos/<owner>/<repo>, the type `List<b>`.",
        "Where a < b and c > d & e; f(x)&copy=1",
        "Send `<p>text</p>`.\n\n```html\n<b>bold</b>\n```",
        "An <access_token>, a <b without its end, <a>/<b>.",
        "  spaces stay  ",
    ],
)
def test_what_is_no_html_stays(text):
    assert without_html(text) == text


def test_what_was_read_is_read_the_same_again():
    once = without_html("<ul><li>a</li><li><b>b</b></li></ul>")
    assert without_html(once) == once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"a{' ' * 200_000}<li>b</li>", "a\n- b"),
        (f"<p>a{' ' * 200_000}b</p>", f"a{' ' * 200_000}b"),
        (f"<b>{'<i>' * 50_000}a</b>", f"{'<i>' * 50_000}a"),
        (f"<br>{'<a href=x>' * 20_000}a", f"\n{'<a href=x>' * 20_000}a".strip()),
        (f"<br>{'<!-- ' * 40_000}a", f"{'<!-- ' * 40_000}a"),
    ],
)
def test_what_never_ends_is_read_at_once(written, read):
    assert without_html(written) == read
