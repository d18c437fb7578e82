-- Whom to tell. The secrets are sealed: without the key of the environment a copy of this table signs nothing.
CREATE TABLE webhook_subscriptions (
  id            uuid        PRIMARY KEY,
  url           text        NOT NULL,
  secret        bytea       NOT NULL,
  -- After a rotation both secrets sign until this moment.
  former_secret bytea,
  former_until  timestamptz,
  state         text        NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'DEAD')),
  -- Why it is dead.
  reason        text        CHECK (reason IN ('GONE', 'EXHAUSTED')),
  since         timestamptz NOT NULL DEFAULT now(),
  created_at    timestamptz NOT NULL DEFAULT now(),
  -- In a row; while there are any, one message at a time is tried.
  failures      integer     NOT NULL DEFAULT 0,
  -- Nothing is sent before this moment.
  resume_at     timestamptz NOT NULL DEFAULT now(),
  CHECK ((state = 'DEAD') = (reason IS NOT NULL))
);

-- One row per subscription and key that has messages: their order is kept by trying only the first of each lane. The row
-- is locked before messages are numbered and before a delivered one is taken away, so that a message cannot get into a
-- lane that is being closed.
CREATE TABLE webhook_lanes (
  subscription_id uuid        NOT NULL REFERENCES webhook_subscriptions ON DELETE CASCADE,
  key             text        NOT NULL,
  due_at          timestamptz NOT NULL DEFAULT now(),
  -- Of its first message.
  attempts        integer     NOT NULL DEFAULT 0,
  -- Who is sending it, until when nobody else may.
  claim           uuid,
  claimed_until   timestamptz,
  PRIMARY KEY (subscription_id, key)
);
CREATE INDEX webhook_lanes_due ON webhook_lanes (subscription_id, due_at);
CREATE INDEX webhook_lanes_claimed ON webhook_lanes (subscription_id, claimed_until) WHERE claimed_until IS NOT NULL;

-- What is still to be told; a delivered message is deleted.
CREATE TABLE webhook_messages (
  number          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription_id uuid        NOT NULL,
  key             text        NOT NULL,
  -- The same at every attempt: receivers know a repetition by it.
  message_id      text        NOT NULL,
  body            text        NOT NULL,
  FOREIGN KEY (subscription_id, key) REFERENCES webhook_lanes ON DELETE CASCADE
);
CREATE INDEX webhook_messages_of_lane ON webhook_messages (subscription_id, key, number);

-- The last answers of each subscription, for its owner.
CREATE TABLE webhook_answers (
  number          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription_id uuid        NOT NULL REFERENCES webhook_subscriptions ON DELETE CASCADE,
  message_id      text        NOT NULL,
  attempt         integer     NOT NULL,
  sent_at         timestamptz NOT NULL,
  outcome         text        NOT NULL,
  status          integer,
  duration_ms     integer     NOT NULL,
  -- First bytes of the answer, as the receiver wrote them.
  excerpt         text        NOT NULL
);
CREATE INDEX webhook_answers_of_subscription ON webhook_answers (subscription_id, number);
