"""What costs time to import is imported when a file needs it, not before."""

from __future__ import annotations

import subprocess
import sys


def test_plain_text_needs_no_library() -> None:
    code = (
        "import sys\n"
        "from reader.sources.detect import read_bytes\n"
        "read_bytes('Some “text” here.'.encode(), 'a.txt')\n"
        "import reader.sources.web\n"
        "late = {'markdown_it', 'yaml', 'charset_normalizer', 'spacy', 'textual', 'trafilatura', 'lxml', 'httpx'}\n"
        "print(*(late & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
