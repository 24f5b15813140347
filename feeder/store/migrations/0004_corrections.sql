-- What a person set right. Was is what the item's own column held before, for the undoing.
CREATE TABLE corrections (
  item BIGINT NOT NULL REFERENCES items (number),
  field {text} NOT NULL,
  value TEXT NOT NULL,
  at BIGINT NOT NULL,
  was BIGINT,
  PRIMARY KEY (item, field)
)
