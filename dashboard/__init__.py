"""Global Cyber Cooperation Dashboard: who can cooperate with whom, and what is in the way."""

__version__ = "0.1.0"
