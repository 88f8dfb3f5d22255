"""What several checks need to recognise: phrases, years, contact data, subjects, hubs."""
