-- Items that left their listing: how often in a row their page was found gone (0: it is there, -1: not asked yet).
CREATE TABLE absences (
  item BIGINT PRIMARY KEY REFERENCES items (number),
  times INTEGER NOT NULL,
  first BIGINT NOT NULL,
  last BIGINT NOT NULL
);

-- What was read and not believed: one page of each source, until somebody accepts it or the source recovers.
CREATE TABLE waiting (
  source {text} PRIMARY KEY,
  content TEXT NOT NULL
);

-- Items that said something else whenever they were asked: how often in a row, and a mark of what they said last.
CREATE TABLE restless (
  item BIGINT PRIMARY KEY REFERENCES items (number),
  times INTEGER NOT NULL,
  digest TEXT NOT NULL
)
