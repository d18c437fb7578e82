-- The teacher asked to stay in the register when he reaches the state pension age (VERZOEK_BEHOUD_NA_PENSIOEN).
ALTER TABLE persons ADD COLUMN stays_after_pension boolean NOT NULL DEFAULT false;
