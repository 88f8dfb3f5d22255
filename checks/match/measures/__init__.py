"""Plans, measures and risks: who does what and when, what came of it, and what may go wrong."""
