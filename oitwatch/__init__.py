"""The front: where the rooms are joined and where people come in."""

__version__ = "0.1.0"
