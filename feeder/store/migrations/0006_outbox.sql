-- New items that nobody was told of yet.
CREATE TABLE news (
  item BIGINT PRIMARY KEY REFERENCES items (number)
);

-- Feeds as they were when they were last put into the outbox.
CREATE TABLE told (
  path {text} PRIMARY KEY,
  digest TEXT NOT NULL
);

-- What is to be sent. Claimed is when somebody took it in hand; due is NULL for what is lost.
CREATE TABLE outbox (
  number {number},
  target {text} NOT NULL,
  subject {text} NOT NULL,
  added BIGINT NOT NULL,
  due BIGINT,
  claimed BIGINT,
  tries INTEGER NOT NULL DEFAULT 0,
  trouble TEXT NOT NULL DEFAULT '',
  UNIQUE (target, subject)
)
