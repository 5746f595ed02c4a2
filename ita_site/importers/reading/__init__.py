"""Opens a file safely and gives its blocks, whatever its kind. Nothing in it is run or fetched."""
