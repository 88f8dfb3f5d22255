"""Years, months and days: what a bundle says of its period, and whether it is the one asked."""
