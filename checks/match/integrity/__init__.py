"""Ethics, gifts, and the topics that an agency tells without their official words."""
