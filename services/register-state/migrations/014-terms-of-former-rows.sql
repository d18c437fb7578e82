-- What was kept, or had ended, before there was a term for keeping it: on the day that domain/destroy.ts reckons a turn
-- comes for it. 29 February as the first day counts to the end of February.
WITH kept (register_id, since) AS (
  SELECT p.register_id, p.status_since FROM persons AS p
  WHERE p.status = 'BEWAARD' AND NOT EXISTS (
    SELECT FROM anteroom_entries AS e WHERE e.register_id = p.register_id AND e.status <> 'BEEINDIGD')
  UNION ALL
  SELECT register_id, ended_on + 1 FROM anteroom_entries WHERE status = 'BEEINDIGD'
), due AS (
  SELECT register_id, min(later + CASE WHEN extract(day FROM later) < extract(day FROM since) THEN 1 ELSE 0 END) AS day
  FROM kept CROSS JOIN LATERAL (SELECT (since + interval '60 months')::date AS later) AS l
  GROUP BY register_id
)
UPDATE persons AS p SET due_on = least(p.due_on, d.day) FROM due AS d WHERE p.register_id = d.register_id;
