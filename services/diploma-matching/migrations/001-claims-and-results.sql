-- The newest form of each claim: what is stated, and what the diploma register knew when it was last asked.
CREATE TABLE claims (
  claim_id uuid PRIMARY KEY,
  matching_id uuid NOT NULL,
  teaching jsonb NOT NULL,
  stated_on text NOT NULL,
  diplomas jsonb NOT NULL,
  received_at timestamptz NOT NULL
);
COMMENT ON COLUMN claims.stated_on IS 'Day or moment of the statement, as it came; judged as a calendar day of Europe/Amsterdam.';

-- Every judgement ever made, with all it was made from: a result can be made again from its own row and code_lists.
CREATE TABLE results (
  claim_id uuid NOT NULL REFERENCES claims,
  number integer NOT NULL CHECK (number > 0),
  outcome text NOT NULL,
  rule text NOT NULL,
  explanation text NOT NULL,
  next_step text NOT NULL,
  evidence jsonb,
  teaching jsonb NOT NULL,
  stated_on text NOT NULL,
  diplomas jsonb NOT NULL,
  list_versions jsonb NOT NULL,
  rules_version text NOT NULL,
  judged_at timestamptz NOT NULL,
  published boolean NOT NULL,
  PRIMARY KEY (claim_id, number)
);
COMMENT ON COLUMN results.published IS 'False when the outcome was the same as before: such a result is kept, not announced.';

-- Content of each version of a list that a result names.
CREATE TABLE code_lists (
  name text NOT NULL,
  version text NOT NULL,
  rows jsonb NOT NULL,
  first_used_at timestamptz NOT NULL,
  PRIMARY KEY (name, version)
);
