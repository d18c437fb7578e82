-- The delivery point (aanleverpuntnummer) that the newest snapshot came from: what the register says of its own accord
-- about an appointment (records 15, 16, 17) goes there.
ALTER TABLE appointments ADD COLUMN delivery_point text COLLATE "C";

-- Of appointments that are there already, from the log.
UPDATE appointments a
   SET delivery_point = newest.delivery_point
  FROM (SELECT DISTINCT ON (register_id, board, number) *
          FROM (SELECT register_id,
                       command #>> '{bron,bevoegdGezagNummer}'    AS board,
                       command #>> '{inhoud,benoemingvolgnummer}' AS number,
                       command #>> '{bron,aanleverpuntnummer}'    AS delivery_point,
                       application_number
                  FROM command_log
                 WHERE kind = 'AANLEVEREN_BENOEMING' AND outcome = 'VERWERKT') AS snapshots
         ORDER BY register_id, board, number, application_number DESC) AS newest
 WHERE (a.register_id, a.board, a.number) = (newest.register_id, newest.board, newest.number);

ALTER TABLE appointments ALTER COLUMN delivery_point SET NOT NULL;
