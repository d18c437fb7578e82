-- Webhooks of consumers, on top of the platform's webhook_subscriptions: what each wants to be told, and how far it has
-- been put in its queue. What goes out is made from the event log when it goes: a message holds its position alone.
CREATE TABLE subscriptions (
  id              uuid   PRIMARY KEY REFERENCES webhook_subscriptions ON DELETE CASCADE,
  -- Claim afnemerId of the token that made it.
  consumer_id     text   NOT NULL,
  -- Events as event_log names them; null: all.
  types           text[],
  -- Up to here everything was put in the queue, or passed by.
  position        bigint NOT NULL,
  -- A replay that is under way: its first and last position, and how far it is. What is new waits for its end.
  replay_from     bigint,
  replay_until    bigint,
  replay_position bigint,
  CHECK (num_nulls(replay_from, replay_until, replay_position) IN (0, 3))
);
CREATE INDEX subscriptions_of_consumer ON subscriptions (consumer_id, id);
