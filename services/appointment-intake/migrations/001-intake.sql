-- Who may deliver for whom: message book section 1. A board's own OIN is a row like any other.
create table mandates (
  oin            text not null,
  board          text not null,
  delivery_point text not null,
  given_at       timestamptz not null default now(),
  primary key (oin, board, delivery_point)
);

-- One row per delivery id of a sender, kept 13 months: the same id with another content is refused.
create table deliveries (
  oin          text not null,
  delivery_id  uuid not null,
  content_hash bytea not null,
  received_at  timestamptz not null,
  primary key (oin, delivery_id)
);
create index deliveries_received on deliveries (received_at);

-- One row per message id that was used up. The record is kept without its person, and not at all when it was rejected in
-- SCHEMA or PERSOON: a person's data may then stand in a wrong place.
create table receipts (
  message_id     uuid not null,
  -- verzendendeInstantie, which equals the board
  sender         text not null,
  receipt_id     uuid not null,
  delivery_point text not null,
  -- keyed hash of the canonical record
  content_hash   bytea not null,
  status         text not null check (status in ('B', 'A')),
  signals        json not null,
  record         json,
  -- as told to the supplier: the platform's clock
  received_at    timestamptz not null,
  -- the database's clock, for the sweep: the platform's date can be moved in sandbox mode
  stored_at      timestamptz not null default now(),
  answered_at    timestamptz,
  primary key (message_id, sender)
);
-- Accepted and still without an answer: few rows, read by the sweep.
create index receipts_unanswered on receipts (stored_at) where status = 'B' and answered_at is null;

-- The feedback stock. bundle is null while a record waits; afterwards it is the request number it was handed out with.
create table feedback (
  number         bigint generated always as identity primary key,
  id             uuid not null unique,
  board          text not null,
  delivery_point text not null,
  kind           text not null,
  answers        uuid,
  record         json not null,
  bytes          integer not null,
  stored_at      timestamptz not null default now(),
  bundle         bigint
);
create index feedback_waiting on feedback (board, delivery_point, number) include (bytes) where bundle is null;

-- Where each delivery point is in the fetch protocol: its last request number and the bundle made for it. The bundle is
-- kept as numbers of rows, not as a range: numbers are given out before commit, so a lower one can appear later.
create table delivery_points (
  board          text not null,
  delivery_point text not null,
  last_request   bigint,
  bundle_rows    bigint[] not null default '{}',
  remaining      bigint not null default 0,
  fetched_at     timestamptz,
  primary key (board, delivery_point)
);
