"""What each command does. `cli.py` only names the options and calls `run`."""
