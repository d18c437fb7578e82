-- How far each partition of a log table has been published; moves only from the value that was read (compare and set).
CREATE TABLE relay_cursors (
  relay     text    NOT NULL,
  partition integer NOT NULL,
  cursor    bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (relay, partition)
);
