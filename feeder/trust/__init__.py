"""Whether to believe an answer: a page that broke off, a listing that is read otherwise than before, an article that is
gone."""
