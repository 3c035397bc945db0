"""What is missing for a part of the testing kit, in one line."""

from __future__ import annotations

from importlib.util import find_spec


def needs(package: str, module: str) -> None:
    """ImportError that names the extra when a package that a module stands on is not installed."""
    if find_spec(package) is None:
        raise ImportError(f"{module} needs {package}: pip install 'docparse-zh[test]'", name=package)
