"""The wheel and the sdist, as a stranger gets them: installed into a new environment, with their rules and words."""

from __future__ import annotations

import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


def new_environment(folder: Path, package: Path) -> Path:
    """A new environment that has the package; the libraries are borrowed from ours, so that no network is needed."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-build-isolation", str(package)],
        check=True,
    )
    purelib = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True
    )
    borrowed = "\n".join(path for path in site.getsitepackages() if Path(path).is_dir())
    # Appended by hand, not as a .pth of ours, so that our own editable install is not followed.
    Path(purelib.stdout.strip(), "borrowed.pth").write_text(borrowed + "\n", "utf-8")
    return python


def test_the_wheel_checks_a_draft_in_a_new_environment(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    python = new_environment(tmp_path / "venv", wheel)
    (tmp_path / "post.md").write_text("이 문서는 대외비입니다.\n", "utf-8")
    done = subprocess.run(
        [python.with_name("draftlint"), "check", "post.md", "--profile", "all"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "confidential/marking" in done.stdout
    page = subprocess.run(
        [python.with_name("draftlint"), "check", "post.md", "--profile", "all", "--format", "html"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ">대외비</mark>" in page.stdout, page.stderr
    where = subprocess.run(
        [python, "-c", "import linter; print(linter.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path) in where.stdout
    verified = subprocess.run(
        [python.with_name("draftlint"), "review", "verify", "--database", f"sqlite:///{tmp_path / 'review.db'}"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stderr  # with its migrations and its words
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    web = ROOT / "linter" / "review" / "web"
    assert {
        path.relative_to(ROOT).as_posix() for kind in ("static", "templates") for path in (web / kind).iterdir()
    } <= names


def test_the_sdist_has_rules_words_tests_and_fixtures(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    for wanted in (
        "rules/confidential/marking.yaml",
        "lexicons/ko/secrecy-marking.csv",
        "tests/conftest.py",
        "linter/api.py",
        "LICENSE",
    ):
        assert wanted in names
