"""Forums that an agency held with people from outside, as accounts of them tell."""
