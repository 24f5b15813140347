-- {number}: a number that counts by itself. {text}: text that sorts by code point. Times are microseconds since 1970.

-- What is known of the store itself: schema (the number of the last migration), zone (that months are counted in).
CREATE TABLE feeder (
  name {text} PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE sources (
  source {text} PRIMARY KEY,
  due BIGINT,
  state TEXT NOT NULL
);

CREATE TABLE items (
  number {number},
  id {text} NOT NULL UNIQUE,
  source {text} NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  image TEXT NOT NULL,
  dated TEXT NOT NULL,
  month {text} NOT NULL,
  published BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  checked BIGINT NOT NULL DEFAULT 0,
  digest TEXT NOT NULL,
  revision INTEGER NOT NULL,
  withdrawn BIGINT
);
CREATE INDEX items_published ON items (published);
CREATE INDEX items_month ON items (month);
CREATE INDEX items_url ON items (url);
CREATE INDEX items_edited ON items (updated) WHERE revision > 1;
CREATE INDEX items_withdrawn ON items (withdrawn) WHERE withdrawn IS NOT NULL;

-- What an item says, and said; the current revision is items.revision. The reason is why it was replaced.
CREATE TABLE revisions (
  item BIGINT NOT NULL REFERENCES items (number),
  revision INTEGER NOT NULL,
  since BIGINT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  content TEXT NOT NULL,
  PRIMARY KEY (item, revision)
);

CREATE TABLE keys (
  key {text} PRIMARY KEY,
  item BIGINT NOT NULL REFERENCES items (number)
);
CREATE INDEX keys_item ON keys (item);

CREATE TABLE names (
  name {text} NOT NULL,
  item BIGINT NOT NULL REFERENCES items (number),
  PRIMARY KEY (name, item)
);
CREATE INDEX names_item ON names (item);

-- Which listings an item stands on. Published is the item's: the newest of a source are found without the others.
CREATE TABLE sightings (
  item BIGINT NOT NULL REFERENCES items (number),
  source {text} NOT NULL,
  published BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  hint TEXT NOT NULL,
  PRIMARY KEY (item, source)
);
CREATE INDEX sightings_source ON sightings (source, published);

CREATE TABLE validators (
  url {text} PRIMARY KEY,
  state TEXT NOT NULL
);

-- What must be published again: where version is ahead of published. Rows stay, so that a version never comes twice.
CREATE TABLE marks (
  name {text} PRIMARY KEY,
  version BIGINT NOT NULL,
  published BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX marks_stale ON marks (name) WHERE version > published;

CREATE TABLE outputs (
  path {text} PRIMARY KEY,
  sha256 TEXT NOT NULL,
  count BIGINT NOT NULL,
  size BIGINT NOT NULL
);

-- A lease ends at lease_until; nobody holds it at 0.
CREATE TABLE hosts (
  host {text} PRIMARY KEY,
  owner TEXT NOT NULL,
  lease_until BIGINT NOT NULL,
  state TEXT NOT NULL
);

CREATE TABLE ledger (
  at BIGINT NOT NULL,
  host {text} NOT NULL,
  url TEXT NOT NULL,
  source TEXT NOT NULL,
  status INTEGER NOT NULL,
  size BIGINT NOT NULL,
  seconds DOUBLE PRECISION NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX ledger_at ON ledger (at)
