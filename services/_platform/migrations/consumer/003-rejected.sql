-- Closed by an operator's rejection: the sender of the record was answered. Kept with the reason, as what is set aside.
ALTER TABLE parked DROP CONSTRAINT parked_state_check;
ALTER TABLE parked ADD CONSTRAINT parked_state_check
  CHECK (state IN ('OPEN', 'VERWERKT', 'TERZIJDE', 'AFGEKEURD'));
ALTER TABLE parked DROP CONSTRAINT parked_aside_has_reason;
ALTER TABLE parked ADD CONSTRAINT parked_aside_has_reason
  CHECK ((state IN ('TERZIJDE', 'AFGEKEURD')) = (aside_reason IS NOT NULL AND aside_by IS NOT NULL));
