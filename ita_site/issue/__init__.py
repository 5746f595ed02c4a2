"""One issue at the code host that always tells what would block the next publish: opened, brought up to date, closed."""
