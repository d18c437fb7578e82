-- What teachers asked their boards to correct, and what became of it.
CREATE TABLE corrections (
  id            uuid             PRIMARY KEY,
  register_id   uuid             NOT NULL,
  board         text COLLATE "C" NOT NULL,
  number        text COLLATE "C" NOT NULL,
  status        text             NOT NULL
    CHECK (status IN ('BIJ_BESTUUR', 'WACHT_OP_STAND', 'AANGEPAST', 'JUIST_BEVONDEN', 'VERVALLEN')),
  -- JSON Pointers into the snapshot of that time.
  fields        json             NOT NULL,
  -- The teacher's own words: for himself and this board alone.
  explanation   text             NOT NULL,
  requested_at  timestamptz      NOT NULL,
  -- Judging day, from which the terms count.
  requested_on  date             NOT NULL,
  -- Last day on which an answer is in time.
  answer_by     date             NOT NULL,
  reminded      boolean          NOT NULL,
  -- The board changed the appointment before it answered.
  changed_since boolean          NOT NULL,
  -- {"verdict", "explanation"?, "at"}; null until the board answers.
  answer        json
);
CREATE INDEX corrections_of_person ON corrections (register_id);
-- The list of requests that are over their term.
CREATE INDEX corrections_open ON corrections (answer_by, id) WHERE status IN ('BIJ_BESTUUR', 'WACHT_OP_STAND');

-- A request with content, sent again under its Idempotency-Key: the content must be the same. Null where there is none.
ALTER TABLE sent_commands ADD COLUMN content_hash bytea;
