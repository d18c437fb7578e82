-- The vault says once that the state pension age is reached. A snapshot that was received before it may be applied later.
ALTER TABLE persons ADD COLUMN pension_reached boolean NOT NULL DEFAULT false;

-- An entry of the anteroom passes through the steps of its term.
ALTER TABLE anteroom_entries
  DROP CONSTRAINT anteroom_entries_status_check,
  ADD CONSTRAINT anteroom_entries_status_check
    CHECK (status IN ('INGESCHREVEN', 'TERMIJN_NADERT', 'TERMIJN_VERSTREKEN', 'BEEINDIGD')),
  DROP CONSTRAINT anteroom_entries_reason_check,
  ADD CONSTRAINT anteroom_entries_reason_check
    CHECK (reason IN ('EINDE', 'OVERGEDRAGEN', 'TERMIJN', 'VERWIJDERD', 'OVERLIJDEN')),
  -- Every step that it ever took: [{"ground", "latestDay", "kind"}, …]. The board is told of each once.
  ADD COLUMN steps json NOT NULL DEFAULT '[]';
