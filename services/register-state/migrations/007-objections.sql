-- What follows on the board's answer: decision, objection, advice, decision on the objection, appeal.
ALTER TABLE corrections
  DROP CONSTRAINT corrections_status_check,
  ADD CONSTRAINT corrections_status_check CHECK (status IN (
    'BIJ_BESTUUR', 'WACHT_OP_STAND', 'AANGEPAST', 'JUIST_BEVONDEN', 'AFGESLOTEN', 'BESLUIT_GEVRAAGD', 'BESLUIT', 'BEZWAAR',
    'ADVIES', 'BESLISSING_OP_BEZWAAR', 'BEROEP', 'UITSPRAAK', 'ONHERROEPELIJK', 'VERVALLEN')),
  -- The facts of the status, as domain/correction.ts tells them; texts of the parties among them.
  ADD COLUMN standing json NOT NULL DEFAULT '{}',
  -- Last day of the term that the board or the register has to keep next; null when neither has one.
  ADD COLUMN due_by date;

-- The list of what is over its term, and of what waits for the register.
UPDATE corrections SET due_by = answer_by WHERE status IN ('BIJ_BESTUUR', 'WACHT_OP_STAND');
DROP INDEX corrections_open;
CREATE INDEX corrections_due ON corrections (due_by, id) WHERE due_by IS NOT NULL;

-- Of what a board answered before there were decisions, the register can still be asked for one: six weeks from now on.
UPDATE corrections SET standing = json_build_object('askBy', current_date + 42)
 WHERE status IN ('AANGEPAST', 'JUIST_BEVONDEN');
UPDATE persons SET due_on = least(due_on, current_date + 43)
 WHERE register_id IN (SELECT register_id FROM corrections WHERE status IN ('AANGEPAST', 'JUIST_BEVONDEN'));

-- Who sent a command: null for the teacher himself, else BEHEER or the number of a board. He alone is told what became
-- of it.
ALTER TABLE sent_commands ADD COLUMN sender text;
