-- Every table here hides its rows behind a setting of the transaction. FORCE binds the owner too, and the app role is
-- neither owner nor BYPASSRLS: a statement whose transaction forgot to say for whom it works sees and writes nothing.
--   lrr.portfolio = <portfolio id>   a teacher's own request: his rows
--   lrr.taak = 'toegang'             the consumer of lrr.portfoliotoegang.v1: access rows alone, never content
CREATE FUNCTION portfolio_subject() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('lrr.portfolio', true), '')::uuid;

-- Which portfolios may be used: the newest word of the vault. No content, so the consumer needs no subject for it.
CREATE TABLE access (
  portfolio_id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('OPEN', 'GESLOTEN', 'GEWIST')),
  since timestamptz NOT NULL
);
ALTER TABLE access ENABLE ROW LEVEL SECURITY;
ALTER TABLE access FORCE ROW LEVEL SECURITY;
CREATE POLICY subject_reads ON access FOR SELECT USING (portfolio_id = (SELECT portfolio_subject()));
CREATE POLICY consumer_writes ON access FOR ALL
  USING (current_setting('lrr.taak', true) = 'toegang') WITH CHECK (current_setting('lrr.taak', true) = 'toegang');

-- Portfolios that their teacher activated.
CREATE TABLE portfolios (
  portfolio_id uuid PRIMARY KEY REFERENCES access,
  activated_at timestamptz NOT NULL
);
ALTER TABLE portfolios ENABLE ROW LEVEL SECURITY;
ALTER TABLE portfolios FORCE ROW LEVEL SECURITY;
CREATE POLICY subject_only ON portfolios FOR ALL
  USING (portfolio_id = (SELECT portfolio_subject())) WITH CHECK (portfolio_id = (SELECT portfolio_subject()));

-- Logged activities. sealed = AES-256-GCM ciphertext and tag; item_id is time-ordered, newest last.
CREATE TABLE activities (
  portfolio_id uuid NOT NULL REFERENCES portfolios,
  item_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  nonce bytea NOT NULL CHECK (octet_length(nonce) = 12),
  sealed bytea NOT NULL CHECK (octet_length(sealed) >= 16),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (portfolio_id, item_id)
);
ALTER TABLE activities ENABLE ROW LEVEL SECURITY;
ALTER TABLE activities FORCE ROW LEVEL SECURITY;
CREATE POLICY subject_only ON activities FOR ALL
  USING (portfolio_id = (SELECT portfolio_subject())) WITH CHECK (portfolio_id = (SELECT portfolio_subject()));
