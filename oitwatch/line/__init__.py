"""What may stand on the command line: its options, groups of commands and mistakes."""
