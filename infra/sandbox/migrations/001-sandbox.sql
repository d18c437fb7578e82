-- What was posted about people of the outside world. Everybody else is computed from the number (see src/population).
CREATE TABLE persons (
  citizen_number char(9) PRIMARY KEY,
  facts jsonb NOT NULL
);

CREATE TABLE diplomas (
  citizen_number char(9) PRIMARY KEY,
  diplomas jsonb NOT NULL
);

-- Changes that the vault has not been told yet. Written with the change itself, so none is lost; a change made while
-- an announcement is on its way gets a row of its own and is told again.
CREATE TABLE announcements (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register text NOT NULL CHECK (register IN ('BRP', 'DIPLOMAREGISTER')),
  citizen_number char(9) NOT NULL
);

-- One row: how many days the pretend date is ahead of the real one. Only ever more.
CREATE TABLE pretend_date (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  days_ahead integer NOT NULL CHECK (days_ahead >= 0)
);
INSERT INTO pretend_date (days_ahead) VALUES (0);

-- Outside systems that are made to fail; no row: it works.
CREATE TABLE outages (
  system text PRIMARY KEY CHECK (system IN ('brp', 'diplomaregister', 'digid')),
  kind text NOT NULL CHECK (kind IN ('UIT', 'TRAAG'))
);
