"""All situations, one module a class."""

from importlib import import_module
from pkgutil import iter_modules

from links.registry import SITUATIONS

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["SITUATIONS"]
