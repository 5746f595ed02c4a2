"""Links and files as evidence: what can be said of them without opening them."""

from ita_site.evidence.files import FileTrouble, file_trouble, file_type
from ita_site.evidence.links import Address, address_trouble, read_address, same_place

__all__ = ["Address", "FileTrouble", "address_trouble", "file_trouble", "file_type", "read_address", "same_place"]
