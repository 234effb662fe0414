"""Papers: from a blueprint to saved parallel papers and their printed forms."""
