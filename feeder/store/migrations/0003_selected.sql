-- Which feeds an item belongs to, beside those of its sources. Published is the item's: the newest of a feed are found
-- without the others. The label is that of a topic, and '' in a feed of one's own. The item is no foreign key: that
-- would lock it, and whoever writes it meanwhile.
CREATE TABLE selected (
  feed {text} NOT NULL,
  item BIGINT NOT NULL,
  label TEXT NOT NULL,
  published BIGINT NOT NULL,
  PRIMARY KEY (feed, item)
);
CREATE INDEX selected_published ON selected (feed, published);
CREATE INDEX selected_item ON selected (item);
CREATE INDEX selected_topics ON selected (feed, label) WHERE label <> '';

-- The rules by which all items were assigned to feeds.
CREATE TABLE assigned (
  version TEXT NOT NULL
)
