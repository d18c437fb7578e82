-- The delivery point (aanleverpuntnummer) that the newest snapshot came from: what the register says of its own accord
-- about an appointment (records 15, 16, 17) goes there.
ALTER TABLE appointments ADD COLUMN delivery_point text COLLATE "C" NOT NULL;
