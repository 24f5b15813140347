"""Read sites that publish no feed, keep what they say, publish it as feeds."""

__version__ = "0.1.0"
