"""`lint-imports` as a module, so that it runs in the interpreter of the tests."""

from importlinter.cli import lint_imports_command

if __name__ == "__main__":
    lint_imports_command()
