"""Which item an entry is, whether it says something new, when it counts as published, and what people put right."""
