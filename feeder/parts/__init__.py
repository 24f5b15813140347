"""What the configuration says, as the parts that work with it: sources, feeds, and those who are told; and what it says
no more."""
