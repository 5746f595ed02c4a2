"""Code hosts as far as the recipes of `init` meet them: they run jobs, keep branches and issues."""
