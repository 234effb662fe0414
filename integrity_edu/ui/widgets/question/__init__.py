"""One widget for each kind of question; each is kept and shown again for the next one."""
