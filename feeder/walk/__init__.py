"""One walk through a listing, beside the crawl: what it has done so far, where it left something out, what the files
weigh that it met, which articles it missed, and whether one that is known still reads as it did."""
