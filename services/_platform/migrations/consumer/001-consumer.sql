-- Where each consumer stands. Every transaction that applies records of a partition locks its row, so that two
-- processes can never apply the same part of the log, whatever the group protocol thinks of them.
CREATE TABLE positions (
  consumer           text    NOT NULL,
  topic              text    NOT NULL,
  partition          integer NOT NULL,
  -- First offset not yet applied, parked or dropped.
  next_offset        bigint  NOT NULL CHECK (next_offset >= 0),
  -- Offsets mean nothing in another cluster.
  cluster_id         text    NOT NULL,
  -- Number of the last applied record: the order of application.
  application_number bigint  NOT NULL DEFAULT 0,
  -- Kept for the handler: latest recorded time, latest partition-wide day.
  recorded_at        timestamptz,
  day                date,
  -- Open parked rows that block a key: while 0, no batch needs to ask which keys are parked.
  blocking           integer NOT NULL DEFAULT 0 CHECK (blocking >= 0),
  -- Producer's time of the last record passed (ms since 1970), for the lag in time.
  record_time        bigint,
  PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

-- Which messages were applied. Rows are never removed: a copy may be published again after any time.
CREATE TABLE inbox (
  consumer     text             NOT NULL,
  message_id   text COLLATE "C" NOT NULL,
  content_hash bytea            NOT NULL,
  PRIMARY KEY (consumer, message_id)
);

CREATE TABLE parked (
  id                       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer                 text    NOT NULL,
  topic                    text    NOT NULL,
  partition                integer NOT NULL,
  record_offset            bigint  NOT NULL,
  -- Producer's time, ms since 1970.
  record_time              bigint  NOT NULL,
  record_key               bytea,
  value                    bytea,
  -- Header name to base64 of its bytes.
  headers                  json    NOT NULL,
  message_id               text COLLATE "C",
  -- What it blocks; null blocks nobody.
  blocked_key              text COLLATE "C",
  -- A partition-wide record that failed for blocked_key alone.
  for_key_only             boolean NOT NULL,
  reason                   text    NOT NULL,
  fingerprint              text    NOT NULL,
  message                  text    NOT NULL,
  stack                    text,
  attempts                 integer NOT NULL,
  state                    text    NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'VERWERKT')),
  parked_at                timestamptz NOT NULL DEFAULT now(),
  closed_at                timestamptz,
  -- Where the position stood when the key was blocked; what waits has that of its head.
  since_application_number bigint  NOT NULL,
  since_recorded_at        timestamptz,
  since_day                date,
  since_parked_at          timestamptz NOT NULL
);

-- Which keys are blocked, what is the head of a key, what waits behind it.
CREATE INDEX parked_open_keys ON parked (consumer, topic, partition, blocked_key, id) WHERE state = 'OPEN';
CREATE INDEX parked_open_messages ON parked (consumer, message_id) WHERE state = 'OPEN';
CREATE INDEX parked_by_state ON parked (consumer, state, id);
