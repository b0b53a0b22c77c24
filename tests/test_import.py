"""`import lamlite` and `lamlite --help` are light: nothing heavy is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "onnxruntime", "tokenizers", "jsonschema", "llguidance", "torch", "llama_cpp", "sqlite3", "asyncio")


def loaded(code: str) -> set[str]:
    """The modules that are loaded after some code."""
    show = "import sys; print('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_import_lamlite_loads_the_standard_library_only() -> None:
    before, after = loaded("pass"), loaded("import lamlite")
    tops = {name.split(".")[0] for name in after - before}
    assert tops <= {"lamlite", *sys.stdlib_module_names}
    assert not tops & {*HEAVY, "click"}


def test_import_lamlite_loads_no_module_of_its_own_but_itself() -> None:
    assert {name for name in loaded("import lamlite") if name.startswith("lamlite.")} == set()


def test_help_loads_no_command_and_nothing_heavy() -> None:
    code = "import sys\nfrom lamlite.cli.main import cli\ntry:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass"
    found = loaded(code)
    assert not found & set(HEAVY)
    assert "lamlite.cli.run" not in found


@pytest.mark.parametrize("module", ["lamlite", "lamlite.cli.main"])
def test_it_is_quick(module: str) -> None:
    """By processor time: the clock on the wall also counts what else the machine does."""
    code = f"import time; start = time.process_time(); import {module}; print(time.process_time() - start)"

    def once() -> float:
        return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)

    assert min(once() for _ in range(3)) < 0.1
