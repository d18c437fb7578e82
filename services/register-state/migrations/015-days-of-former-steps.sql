-- The steps that an entry took before they kept their days get them from the log: the day whose turn took the step, the
-- last day on which the entry stood so, and whether the board was told. The inspectorate's list is read from them.
WITH told AS MATERIALIZED (
  SELECT e.register_id, e.number AS event, e.type, (e.data -> 'onderwijs')::jsonb AS teaching,
    e.data ->> 'bevoegdGezagNummer' AS board, e.data ->> 'benoemingvolgnummer' AS number,
    e.data ->> 'benoemingsgrondslag' AS ground, e.data -> 'na' ->> 'uiterlijkeDatum' AS latest_day,
    CASE c.kind WHEN 'DAGOVERGANG' THEN (c.command -> 'inhoud' ->> 'datum')::date ELSE c.judging_day END AS day
  FROM event_log AS e JOIN command_log AS c USING (partition, application_number)
  WHERE e.type IN ('voorportaal-ingeschreven', 'voorportaal-verlengd', 'voorportaal-termijn-nadert',
      'voorportaal-termijn-verstreken', 'voorportaal-overgedragen', 'voorportaal-beeindigd')
    -- An entry that only goes on under another base stands as it stood.
    AND (e.type <> 'voorportaal-verlengd'
      OR e.data -> 'voor' ->> 'uiterlijkeDatum' IS DISTINCT FROM e.data -> 'na' ->> 'uiterlijkeDatum')
), stood AS (
  SELECT *, lead(day) OVER (PARTITION BY register_id, board, number, ground, teaching ORDER BY event) - 1 AS until
  FROM told
), signals AS (
  SELECT DISTINCT (s ->> 'registratieId')::uuid AS register_id, s ->> 'bevoegdGezagNummer' AS board,
    s -> 'termijnsignalering' ->> 'benoemingvolgnummer' AS number,
    s -> 'termijnsignalering' ->> 'benoemingsgrondslag' AS ground,
    s -> 'termijnsignalering' ->> 'uiterlijkeDatum' AS latest_day, s -> 'termijnsignalering' ->> 'soort' AS kind
  FROM command_log AS c, json_array_elements(c.answer -> 'termijnsignaleringen') AS s
), taken AS (
  SELECT e.*, s.place, s.step ->> 'ground' AS newest, s.step ->> 'latestDay' AS latest, s.step ->> 'kind' AS kind
  FROM anteroom_entries AS e, json_array_elements(e.steps) WITH ORDINALITY AS s (step, place)
  WHERE s.step ->> 'day' IS NULL
), dated AS (
  -- Under its own base ground first: it may have taken the step under one that was deleted since.
  SELECT DISTINCT ON (t.register_id, t.board, t.number, t.ground, t.teaching, t.place) t.*, l.day, l.until,
    EXISTS (SELECT FROM signals AS g
      WHERE (g.register_id, g.board, g.number, g.ground, g.latest_day, g.kind)
        = (t.register_id, t.board, t.number, t.newest, t.latest, t.kind)) AS is_told
  FROM taken AS t
  JOIN stood AS l ON (l.register_id, l.board, l.number, l.teaching, l.latest_day, l.type)
    = (t.register_id, t.board, t.number, t.teaching::jsonb, t.latest, 'voorportaal-termijn-' || lower(t.kind))
  ORDER BY t.register_id, t.board, t.number, t.ground, t.teaching, t.place, l.ground = t.ground DESC, l.event DESC
), steps AS (
  SELECT register_id, board, number, ground, teaching, place, newest, latest, kind, day, is_told,
    coalesce(until, lead(day) OVER own - 1,
      CASE status WHEN 'BEEINDIGD' THEN ended_on WHEN 'INGESCHREVEN' THEN day END) AS until
  FROM dated
  WINDOW own AS (PARTITION BY register_id, board, number, ground, teaching ORDER BY place)
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (register_id, board, number, ground, teaching)
      register_id, board, number, ground, teaching, place + 1, newest, latest, 'BEEINDIGD', ended_on + 1, false, NULL::date
    FROM dated WHERE reason = 'TERMIJN'
    ORDER BY register_id, board, number, ground, teaching, place DESC) AS ended
), whole AS (
  SELECT register_id, board, number, ground, teaching, min(day) FILTER (WHERE kind = 'VERSTREKEN') AS overdue_since,
    ('[' || string_agg(json_strip_nulls(json_build_object('ground', newest, 'latestDay', latest, 'kind', kind,
      'day', day, 'isTold', CASE WHEN is_told THEN true END, 'until', until))::text, ',' ORDER BY place) || ']')::json
      AS steps
  FROM steps GROUP BY register_id, board, number, ground, teaching
)
UPDATE anteroom_entries AS e SET steps = w.steps, overdue_since = w.overdue_since
FROM whole AS w
WHERE (e.register_id, e.board, e.number, e.ground, e.teaching) = (w.register_id, w.board, w.number, w.ground, w.teaching);
