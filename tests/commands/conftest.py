"""One way to call the command line."""

from collections.abc import Callable

import pytest

from dashboard.__main__ import main

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run one command in this process: exit code, standard output, standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(words)
        except SystemExit as end:  # argparse ends the process itself
            code = int(str(end.code))
        out, err = capsys.readouterr()
        return code, out, err

    return run
