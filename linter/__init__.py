"""draftlint: what in a blog draft would get its writer or company into trouble, where, why, and what to write instead.

>>> from linter import Linter
>>> findings = Linter().check_text("이 자료는 대외비입니다.").findings
"""

from linter.api import Linter, check_paths, check_text
from linter.model import Finding, Report, Severity

__version__ = "0.1.0"
__all__ = ["Finding", "Linter", "Report", "Severity", "check_paths", "check_text"]
