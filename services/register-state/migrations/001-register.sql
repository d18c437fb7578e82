-- The register's own input and everything that follows from it. All tables but the first three are a fold of command_log:
-- rebuild/ makes them again and compares.

-- The code lists a command was judged with, by the hash of their files; a number keeps the rows of the log short.
CREATE TABLE code_list_versions (
  number  smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version text     NOT NULL UNIQUE
);

-- The last calendar day for which the turn of the day was sent to every partition.
CREATE TABLE day_clock (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_day date    NOT NULL
);

-- Commands that were sent through this service's own API: tells the sender what became of them.
CREATE TABLE sent_commands (
  id          uuid        PRIMARY KEY,
  register_id uuid        NOT NULL,
  kind        text        NOT NULL,
  sent_at     timestamptz NOT NULL
);

-- Every command that was applied, in order of application; also the inbox: an id is applied once. Text of the wire is
-- kept as json, not jsonb: nothing is lost or reordered, and writing it is cheap.
CREATE TABLE command_log (
  partition          smallint    NOT NULL,
  application_number bigint      NOT NULL,
  id                 uuid        NOT NULL,
  kind               text        NOT NULL,
  -- Null for what concerns a whole partition.
  register_id        uuid,
  -- Never falls within a partition.
  recorded_at        timestamptz NOT NULL,
  judging_day        date        NOT NULL,
  list_version       smallint    NOT NULL,
  content_hash       bytea       NOT NULL,
  outcome            text        NOT NULL CHECK (outcome IN ('VERWERKT', 'AFGEWEZEN')),
  -- Number of the partition's last event after this command.
  event_number       bigint      NOT NULL,
  -- What the command was answered with besides events: feedback, signals, opened claims. Null when nothing.
  answer             json,
  -- Day turns: register ids that were due but passed by (parked). A rebuild passes them by as well.
  skipped            json,
  command            json        NOT NULL,
  PRIMARY KEY (partition, application_number),
  CONSTRAINT command_log_id UNIQUE (id)
);
CREATE INDEX command_log_day_turns ON command_log (partition, judging_day)
  WHERE kind = 'DAGOVERGANG' AND register_id IS NULL;

-- Facts told to consumers. The envelope (id, subject, source, time) is composed at publishing from this row and its
-- command, the whole snapshot of a new appointment too: see src/publish/.
CREATE TABLE event_log (
  partition          smallint NOT NULL,
  -- 1, 2, 3 … without gap within the partition.
  number             bigint   NOT NULL,
  application_number bigint   NOT NULL,
  register_id        uuid     NOT NULL,
  -- 1, 2, 3 … without gap within the person.
  sequence           integer  NOT NULL,
  type               text     NOT NULL,
  data               json     NOT NULL,
  PRIMARY KEY (partition, number)
);

CREATE TABLE persons (
  register_id          uuid     PRIMARY KEY,
  partition            smallint NOT NULL,
  status               text     NOT NULL CHECK (status IN ('ONBEKEND', 'BEKEND', 'OPGENOMEN', 'SLAPEND', 'BEWAARD')),
  reason               text     CHECK (reason IN ('EINDE', 'VERZOEK', 'PENSIOEN', 'OVERLIJDEN')),
  -- Day on which the status was judged so; null for ONBEKEND.
  status_since         date,
  wants_reregistration boolean  NOT NULL,
  sequence             integer  NOT NULL,
  -- First day whose turn may change something; null when only a command can.
  due_on               date,
  CHECK ((status = 'BEWAARD') = (reason IS NOT NULL)),
  CHECK ((status = 'ONBEKEND') = (status_since IS NULL))
);
-- A day turn touches only whom it may change.
CREATE INDEX persons_due ON persons (partition, due_on) WHERE due_on IS NOT NULL;

CREATE TABLE appointments (
  register_id  uuid             NOT NULL,
  board        text COLLATE "C" NOT NULL,
  number       text COLLATE "C" NOT NULL,
  deleted      boolean          NOT NULL,
  -- Null when deleted.
  phase        text             CHECK (phase IN ('TOEKOMSTIG', 'LOPEND', 'BEEINDIGD')),
  carried      boolean          NOT NULL,
  order_number bigint,
  order_time   timestamptz      NOT NULL,
  snapshot     json             NOT NULL,
  PRIMARY KEY (register_id, board, number)
);
-- A board pages through its own appointments.
CREATE INDEX appointments_of_board ON appointments (board, register_id, number) WHERE NOT deleted;

CREATE TABLE anteroom_entries (
  register_id uuid             NOT NULL,
  board       text COLLATE "C" NOT NULL,
  number      text COLLATE "C" NOT NULL,
  -- Base ground of the chain.
  ground      text COLLATE "C" NOT NULL,
  -- The teaching group as JSON with its members in order.
  teaching    text COLLATE "C" NOT NULL,
  status      text             NOT NULL CHECK (status IN ('INGESCHREVEN', 'BEEINDIGD')),
  reason      text             CHECK (reason IN ('EINDE', 'OVERGEDRAGEN', 'VERWIJDERD', 'OVERLIJDEN')),
  ended_on    date,
  latest_day  date,
  PRIMARY KEY (register_id, board, number, ground, teaching),
  CHECK ((status = 'BEEINDIGD') = (reason IS NOT NULL AND ended_on IS NOT NULL))
);

-- Statements that were replaced or dropped stay, so that the result of their matching still finds the person.
CREATE TABLE teaching_statements (
  claim_id    uuid     PRIMARY KEY,
  register_id uuid     NOT NULL,
  -- Place in the teacher's list.
  place       smallint NOT NULL,
  teaching    text     NOT NULL,
  stated_at   timestamptz NOT NULL,
  withdrawn   boolean  NOT NULL,
  match       json
);
CREATE INDEX teaching_statements_current ON teaching_statements (register_id) WHERE NOT withdrawn;
