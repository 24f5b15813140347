"""What an address or a file is good for, before anything is stored."""
