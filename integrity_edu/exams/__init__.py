"""A paper set to a class: setting it, time, marking by hand, regrading, item analysis."""
