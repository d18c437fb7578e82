-- One position for each event of all partitions, for those who read over HTTP: 1, 2, 3 … without gap. Positions are
-- given out after the commit, by whoever holds the row of feed_end, so that nothing that judges waits for it; what has a
-- position keeps it for ever. Not a part of the fold: it says in which order events were given out, not what they are.
CREATE TABLE feed_end (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint  NOT NULL
);
INSERT INTO feed_end (last_position) VALUES (0);

-- Events first_number … first_number + count - 1 of a partition have the positions from first_position on. A range per
-- partition and turn in place of a row per event.
CREATE TABLE feed_ranges (
  first_position bigint   PRIMARY KEY,
  partition      smallint NOT NULL,
  first_number   bigint   NOT NULL,
  count          bigint   NOT NULL CHECK (count > 0),
  -- Where a partition's next range begins; and no event gets two positions.
  CONSTRAINT feed_ranges_number UNIQUE (partition, first_number)
);
