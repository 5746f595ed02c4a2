"""Whether what is live is what was checked: every file of a release against what its `release.json` says of it.

Files come from a folder, an archive (`local`) or a web address (`web`); the comparison is the same for all.
"""
