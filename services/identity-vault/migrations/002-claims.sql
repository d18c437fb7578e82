-- Claims to compare with the diploma register. A claim is due while done < wanted: wanted grows when it comes in and
-- when the diploma register says that its facts changed; done becomes the value of wanted that was answered, so that a
-- change that comes while a question is under way leads to another question.
CREATE TABLE claims (
  claim_id uuid PRIMARY KEY,
  register_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE,
  teaching jsonb NOT NULL,
  stated_at timestamptz NOT NULL,
  wanted integer NOT NULL DEFAULT 1,
  done integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  -- Fingerprint of the facts last sent: the same facts are not sent twice in a row.
  sent_facts uuid
);
CREATE INDEX claims_due ON claims (due_at) WHERE done < wanted;
CREATE INDEX claims_register_id ON claims (register_id);
