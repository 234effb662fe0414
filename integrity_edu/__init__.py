"""诚信学堂: an offline integrity-education program."""

__version__ = "0.1.0"
