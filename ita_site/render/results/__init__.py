"""Pages of results, of the measures that answer them, and of the forecast; every number comes from `results` and `forecast`."""
