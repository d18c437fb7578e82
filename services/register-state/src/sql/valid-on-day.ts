/**
 * Condition on `appointments`: not deleted, of board $1, valid on day $2, and when $3 is given with a period at that
 * location on the day. The index appointments_of_board finds the board's; the rest is looked at row by row.
 */
export const VALID_ON_DAY = `
  board = $1 AND NOT deleted
  AND snapshot ->> 'datumIngangBenoeming' <= $2
  AND coalesce(snapshot ->> 'datumEindeBenoeming', snapshot ->> 'datumEindArbeidsovereenkomst', '9999') >= $2
  AND ($3::text IS NULL OR EXISTS (
    SELECT FROM json_array_elements(snapshot -> 'perioden') AS p,
      json_array_elements(p -> 'grondslagen') AS g,
      json_array_elements_text(g -> 'vestigingen') AS v
    WHERE v = $3 AND p ->> 'datumBegin' <= $2 AND coalesce(p ->> 'datumEind', '9999') >= $2))`;
