from pactgen.assets import templates_root
from pactgen.skeleton import Answers, _copied, _own


def test_the_skeleton_is_what_copier_makes_of_it():
    answers = Answers(
        package="railway", project="railway", title_docstring="Rails.", title_markdown="Rails"
    )
    source = templates_root() / "fastapi" / "skeleton"
    assert _own(answers) == _copied(answers, source, trust=False)
