"""A wrong key put right, with everybody it concerns told what changed."""
