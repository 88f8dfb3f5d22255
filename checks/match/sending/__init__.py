"""The ways by which outsiders can send something in: forms, systems, and how it is filed."""
