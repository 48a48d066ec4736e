"""The `holidays` package. It is loaded when the first day is asked about, and each country when it is first meant."""

import sys
from functools import cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType


@cache
def holidays_package() -> ModuleType:
    import holidays

    # Its folder of countries, run as a package, would load all 250 of them at once: half of the time and of the memory.
    if countries := find_spec("holidays.countries"):
        sys.modules.setdefault(countries.name, module_from_spec(countries))
    return holidays
