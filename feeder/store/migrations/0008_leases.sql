-- Who does what at the moment: "source:kpu-jakarta", "host:jakarta.kpu.go.id", "publish", "worker:…". A lease ends at
-- until, whether or not its owner is still there; one that was given back has no row.
CREATE TABLE leases (
  name {text} PRIMARY KEY,
  owner TEXT NOT NULL,
  since BIGINT NOT NULL,
  renewed BIGINT NOT NULL,
  until BIGINT NOT NULL
)
