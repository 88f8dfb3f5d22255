"""What the tests of readers share: OCR is real, so its program has to be there."""

import os
import shutil

import pytest

PROGRAM = "tesseract"


@pytest.fixture
def tesseract() -> str:
    """The path of Tesseract; in CI a missing program is a failure, elsewhere it is named."""
    path = shutil.which(PROGRAM)
    if path is None:
        message = f"{PROGRAM} is not installed: OCR was not tested"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
