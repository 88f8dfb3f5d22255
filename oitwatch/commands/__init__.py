"""What each command does once its line is understood. Imported by oitwatch.cli when needed."""
