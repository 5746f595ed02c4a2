"""2xx, tables: can the rows of an item be read, and do they fit the columns that the edition gives it?"""

from ita_site.rules.tables import cells, columns, order, shape, twice, unusable

FAMILIES = (unusable, shape, columns, cells, order, twice)
