-- Since when the daily clearing has found that intake waits for none of the commands of a reservation, by the platform's
-- clock and by the real one.
ALTER TABLE reservations
  ADD COLUMN answered_on date,
  ADD COLUMN answered_at timestamptz,
  ADD CHECK ((answered_on IS NULL) = (answered_at IS NULL));
