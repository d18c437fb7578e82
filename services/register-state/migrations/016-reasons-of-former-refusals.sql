-- A teacher's request that his status forbade was refused without a reason in the log. Why a request for correction was
-- refused follows from no row alone: those of before stay without one.
UPDATE command_log AS c SET answer = '{"weigering":{"reden":"NIET_IN_REGISTER"}}'
WHERE outcome = 'AFGEWEZEN' AND kind IN ('OPGAVE_ONDERWIJS', 'VERZOEK_UITSCHRIJVING')
  AND answer IS NULL AND command -> 'bron' IS NOT NULL
  AND NOT EXISTS (SELECT FROM persons AS p WHERE p.register_id = c.register_id AND p.status = 'VERNIETIGD');
