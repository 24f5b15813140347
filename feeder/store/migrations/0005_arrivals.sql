-- Items in the order in which they were first published, counted from 1 without a gap: so the documents that hold the
-- whole history keep what they hold. The item is no foreign key, for the reason given at `selected`.
CREATE TABLE arrivals (
  item BIGINT PRIMARY KEY,
  arrival BIGINT NOT NULL UNIQUE
);

INSERT INTO arrivals (item, arrival) SELECT number, row_number() OVER (ORDER BY number) FROM items
