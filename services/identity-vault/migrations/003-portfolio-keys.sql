-- One random key per portfolio, wrapped. Deleting the row is the erasure of everything sealed with it.
CREATE TABLE portfolio_keys (
  portfolio_id uuid PRIMARY KEY REFERENCES persons (portfolio_id),
  wrapped bytea NOT NULL,
  wrap_key smallint NOT NULL,
  made_at timestamptz NOT NULL
);
