-- What a source had of an address: a source that has not read a page is not to be told that it did not change. Those of
-- articles go to the sources that had them; of listings it is not known whose they are, and they are read once more.
CREATE TABLE validators_of (
  source {text} NOT NULL,
  url {text} NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (source, url)
);

INSERT INTO validators_of (source, url, state)
SELECT DISTINCT items.source, validators.url, validators.state FROM validators JOIN items ON items.url = validators.url;

DROP TABLE validators;

ALTER TABLE validators_of RENAME TO validators
