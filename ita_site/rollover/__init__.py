"""Next year's item files from this year's: what stays true is carried over, what must be renewed is named."""

from ita_site.rollover.carry import Carried, Left, carried
from ita_site.rollover.years import with_year

__all__ = ["Carried", "Left", "carried", "with_year"]
