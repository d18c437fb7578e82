-- Who was kept for as long as the law says is VERNIETIGD: his row stays with his register id, sequence and that day, and
-- nothing else of him stays anywhere.
ALTER TABLE persons
  DROP CONSTRAINT persons_status_check,
  ADD CONSTRAINT persons_status_check
    CHECK (status IN ('ONBEKEND', 'BEKEND', 'OPGENOMEN', 'SLAPEND', 'BEWAARD', 'VERNIETIGD'));

-- The proof of each destruction. Written by the turn that decides on it, together with the rows that are gone with it;
-- what the logs and the service's own tables hold goes afterwards, in batches (src/destruction/). Not of the fold: a
-- rebuild compares the tombstones, not how long it took.
CREATE TABLE destructions (
  number             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind               text        NOT NULL CHECK (kind IN ('PERSOON', 'VOORPORTAAL')),
  register_id        uuid        NOT NULL,
  partition          smallint    NOT NULL,
  -- Of the turn that decided on it.
  application_number bigint      NOT NULL,
  day                date        NOT NULL,
  -- BESLOTEN: something is still to be carried out, also of a command that came afterwards.
  state              text        NOT NULL CHECK (state IN ('BESLOTEN', 'UITGEVOERD')),
  -- What the logs held of him is erased; the rows of a late command may still be there.
  erased             boolean     NOT NULL DEFAULT false,
  -- Rows destroyed per table.
  rows               json        NOT NULL,
  -- Rows per table that the last look still found; {} proves that nothing is left.
  leftovers          json,
  -- Commands for this register id that came afterwards; they are answered, and destroyed in their turn.
  late_commands      integer     NOT NULL DEFAULT 0,
  -- [{"topic", "tot"}]: where his data may still be read, and until when at the latest.
  topics             json,
  -- By the platform's clock.
  carried_out_at     timestamptz,
  looked_at          timestamptz,
  CHECK ((state = 'UITGEVOERD') = (carried_out_at IS NOT NULL))
);
CREATE UNIQUE INDEX destructions_of_persons ON destructions (register_id) WHERE kind = 'PERSOON';
CREATE INDEX destructions_by_day ON destructions (day, number);
CREATE INDEX destructions_to_carry_out ON destructions (partition, number) WHERE state = 'BESLOTEN';

-- Claims whose person was destroyed, as SHA-256 of their id: a result that comes for one is not a mistake. The hash leads
-- to nobody, and no register id stands beside it.
CREATE TABLE destroyed_claims (
  claim_hash bytea PRIMARY KEY
);

-- The events that a turn of the day wrote about somebody: those of his own commands are found through these. All types
-- that a turn can write, but the one that closes every command, so that a delivery pays for few entries.
CREATE INDEX event_log_of_day_turns ON event_log USING hash (register_id)
  WHERE type IN ('benoeming-begonnen', 'benoeming-beeindigd', 'persoon-slapend', 'persoon-bewaard', 'persoon-vernietigd',
    'voorportaal-ingeschreven', 'voorportaal-verlengd', 'voorportaal-termijn-nadert', 'voorportaal-termijn-verstreken',
    'voorportaal-overgedragen', 'voorportaal-beeindigd', 'voorportaal-vernietigd', 'correctie-beantwoord',
    'correctie-besloten');

-- First day on which the entry was over its term, whatever became of it since: what the inspectorate pages through.
ALTER TABLE anteroom_entries ADD COLUMN overdue_since date;
CREATE INDEX anteroom_overdue ON anteroom_entries (board, register_id, number, ground, teaching)
  WHERE overdue_since IS NOT NULL;
