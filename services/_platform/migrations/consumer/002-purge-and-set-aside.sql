-- When a message was applied: what is older than any copy that may still come is removed. Rows come in order of time, so
-- an index of ranges is small and costs an insert nothing.
ALTER TABLE inbox ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX inbox_by_age ON inbox USING brin (seen_at) WITH (pages_per_range = 16, autosummarize = on);

-- Set aside for good by an operator: kept, with the reason, until it is purged.
ALTER TABLE parked DROP CONSTRAINT parked_state_check;
ALTER TABLE parked ADD CONSTRAINT parked_state_check CHECK (state IN ('OPEN', 'VERWERKT', 'TERZIJDE'));
ALTER TABLE parked ADD COLUMN aside_reason text;
ALTER TABLE parked ADD COLUMN aside_by text;
ALTER TABLE parked ADD CONSTRAINT parked_aside_has_reason
  CHECK ((state = 'TERZIJDE') = (aside_reason IS NOT NULL AND aside_by IS NOT NULL));
CREATE INDEX parked_closed ON parked (closed_at) WHERE state <> 'OPEN';
