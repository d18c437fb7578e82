-- One number per call of add, in the order in which the calls were made.
CREATE SEQUENCE outbox_numbers;

-- Records that are committed and not yet acknowledged by Kafka; an acknowledged row is deleted.
CREATE TABLE outbox (
  number    bigint      NOT NULL,
  slot      smallint    NOT NULL,
  ordinal   integer     NOT NULL,
  id        uuid        NOT NULL,
  topic     text        NOT NULL,
  key       text        NOT NULL,
  headers   json        NOT NULL,
  partition integer,
  -- UTF-8; bytea, because the bytes go from the request to the broker without anybody looking into them.
  value     bytea,
  added_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (number, slot, ordinal)
);

-- Rows live for milliseconds: compressing them or moving them to a side table costs more than it saves, and the table
-- is clean only when vacuum comes often.
ALTER TABLE outbox ALTER COLUMN value SET STORAGE EXTERNAL;
ALTER TABLE outbox SET (
  toast_tuple_target = 8160,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 10000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = -1,
  autovacuum_vacuum_cost_delay = 0
);
