-- Who looked at a person's data: what the teacher reads at …/inzagen. One row per line of the processing log, under its
-- id (UUID version 7: newest last), written in the same transaction. No person's name: a role and an organisation. Not of
-- the fold: a rebuild does not know them. Removed after a year, as the lines are.
CREATE TABLE lookups (
  register_id  uuid        NOT NULL,
  id           uuid        NOT NULL,
  at           timestamptz NOT NULL,
  activity     text        NOT NULL,
  -- Claim `rol` of the reader.
  role         text        NOT NULL CHECK (role IN ('LERAAR', 'BESTUUR', 'INSPECTIE', 'BEHEER', 'AFNEMER')),
  -- Number of the board, or the consumer's id; null where the role is one organisation.
  organisation text,
  -- Groups of members that the answer held.
  fields       text[]      NOT NULL,
  PRIMARY KEY (register_id, id)
);
-- What is old enough is found without a look at the rest.
CREATE INDEX lookups_at ON lookups (at);
