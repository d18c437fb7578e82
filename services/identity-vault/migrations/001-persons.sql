-- One row per person the vault has met. Nothing in it can be read without the keys: the citizen service number is a
-- keyed hash (lookup) and a sealed value; names, birth date, sex and address are sealed; the day of the state pension
-- age is a keyed hash, because the day would give the birth date away.
-- The three ids are random and unrelated: each is the person's pseudonym in one privacy domain, and only this row joins them.
CREATE TABLE persons (
  register_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  matching_id uuid NOT NULL DEFAULT gen_random_uuid(),
  portfolio_id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  lookup bytea NOT NULL UNIQUE,
  lookup_key smallint NOT NULL,
  citizen_number bytea NOT NULL,
  citizen_number_key smallint NOT NULL,
  -- Facts of the BRP; present = linked to the BRP, and kept current by its mutations.
  brp bytea,
  brp_key smallint,
  -- What accepted records told of somebody who is not in the BRP, or whose birth date the BRP knows only in part.
  told bytea,
  told_key smallint,
  -- The first accepted record; absent = not known, and cleared 30 days after the last look-up.
  known_at timestamptz,
  -- The day of the platform's clock, and the real moment: a sandbox may jump a month while a record is on its way.
  looked_up_on date NOT NULL,
  looked_up_at timestamptz NOT NULL DEFAULT now(),
  pension_day bytea,
  -- The register may believe that the state pension age is not reached: it was told so at a delivery.
  pension_owed boolean NOT NULL,
  pension_told_at timestamptz,
  death_told_at timestamptz,
  portfolio_state text NOT NULL DEFAULT 'GEEN' CHECK (portfolio_state IN ('GEEN', 'OPEN', 'GESLOTEN', 'GEWIST')),
  CHECK ((brp IS NULL) = (brp_key IS NULL)),
  CHECK ((told IS NULL) = (told_key IS NULL))
);

-- For the daily clearing and the daily pension search; both touch few rows.
CREATE INDEX persons_not_known ON persons (looked_up_on) WHERE known_at IS NULL;
CREATE INDEX persons_pension_owed ON persons (pension_day) WHERE pension_owed AND pension_told_at IS NULL;

-- What a record said of a person, kept until the register accepts that record (then it becomes persons.told) or the
-- person is cleared.
CREATE TABLE tellings (
  telling_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE,
  -- The command that the record becomes; absent when the caller did not say.
  command_id uuid,
  told_at timestamptz NOT NULL DEFAULT now(),
  content bytea NOT NULL,
  content_key smallint NOT NULL
);
CREATE INDEX tellings_register_id ON tellings (register_id);

-- Persons whose BRP facts must be fetched anew.
CREATE TABLE brp_refreshes (
  lookup bytea PRIMARY KEY,
  -- Passes still to make: a look-up that asked the BRP before the change may store the old facts after the first pass.
  passes_left smallint NOT NULL,
  -- Counts the requests, so that one that comes while a pass runs is not lost.
  requested integer NOT NULL DEFAULT 1,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL
);
CREATE INDEX brp_refreshes_due ON brp_refreshes (due_at);
