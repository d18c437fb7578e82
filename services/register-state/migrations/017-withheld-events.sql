-- What happens to somebody who is kept (BEWAARD) and stays so is told to consumers without its content, which this row
-- keeps for himself: domain/is-withheld.ts. A constant as the default leaves the rows of before where they are.
ALTER TABLE event_log ADD COLUMN withheld boolean NOT NULL DEFAULT false;

-- Events of before, from the log itself: of each command, whether the person was kept before and after it. No other event
-- than these moves his status; of somebody erased nothing is left to withhold.
WITH commands AS (
  SELECT register_id, application_number, (array_agg(type = 'persoon-bewaard' ORDER BY number DESC) FILTER (
    WHERE type LIKE 'persoon-%' OR (type = 'benoeming-verwijderd' AND data -> 'persoon' IS NOT NULL)))[1] AS becomes_kept
  FROM event_log
  WHERE register_id IN (SELECT register_id FROM event_log WHERE type = 'persoon-bewaard')
  GROUP BY register_id, application_number
), stretches AS (
  SELECT *, count(becomes_kept) OVER (PARTITION BY register_id ORDER BY application_number) AS stretch FROM commands
), statuses AS (
  SELECT *, bool_or(becomes_kept) OVER (PARTITION BY register_id, stretch) AS is_kept FROM stretches
), kept AS (
  SELECT register_id, application_number,
    is_kept AND lag(is_kept) OVER (PARTITION BY register_id ORDER BY application_number) AS stays_kept
  FROM statuses
)
UPDATE event_log AS e SET withheld = true
FROM kept AS k
WHERE k.stays_kept AND e.register_id = k.register_id AND e.application_number = k.application_number
  AND e.type NOT IN ('persoon-bewaard', 'registratie-gewijzigd') AND e.data::text <> '{}';
