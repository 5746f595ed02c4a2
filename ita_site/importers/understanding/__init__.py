"""Says which rows of a document are which items of an edition, and how sure that is."""
