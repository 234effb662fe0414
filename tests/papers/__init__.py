"""Papers: blueprint, drawing, saving, printed forms."""
