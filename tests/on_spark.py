"""Spark for tests: skipped where it isn't installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'policygraph[spark]'")
if shutil.which("java") is None:
    pytest.skip("Java is not installed: Spark 4 needs Java 17", allow_module_level=True)

ROOT = Path(__file__).parent.parent
CLASS = Path(pyspark.__file__).parent / "bin" / "spark-class"
ENVIRONMENT = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
