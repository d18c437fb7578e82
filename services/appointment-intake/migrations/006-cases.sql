-- One row per record that was rejected and not yet repaired: afkeuringen. Later attempts at the same appointment join it,
-- an accepted one closes it; forgotten 13 months after the last.
create table cases (
  -- in order of time
  id             uuid primary key,
  board          text not null,
  delivery_point text not null,
  -- berichtsoort
  kind           text not null,
  -- of the token that delivered the first
  oin            text not null,
  first_message  uuid not null,
  last_message   uuid not null,
  first_signals  json not null,
  last_signals   json not null,
  -- rejected records
  attempts       integer not null default 1,
  -- when the first and the last were received, and the one that was accepted: the platform's clock
  opened_at      timestamptz not null,
  last_at        timestamptz not null,
  closed_at      timestamptz
);
-- Also answers, for a whole batch of accepted records at once, whether their boards have anything to close.
create index cases_open on cases (board, id) where closed_at is null;
create index cases_of_board on cases (board, id);
create index cases_last on cases (last_at);

-- By what a repaired record is known to belong to an open case: keyed hashes and ids that follow from others, nothing of
-- a person. A key leads to one case.
create table case_keys (
  key     uuid primary key,
  case_id uuid not null references cases on delete cascade
);
create index case_keys_of_case on case_keys (case_id);

-- Open cases that this record closes when the register accepts it. Null for nearly all.
alter table receipts add column case_ids uuid[];

-- Counts of what came in, put down row by row so that no two transactions wait for each other, and added to the sums by
-- the sweep. detail: a signal code, or days until repair.
create table quality_tallies (
  oin    text not null,
  month  date not null,
  kind   text not null check (kind in ('GELEVERD', 'AFGEKEURD', 'SIGNAAL', 'HERSTELD')),
  detail text not null default '',
  count  integer not null
);
-- Sums per supplier and month: they stay when the records themselves are purged.
create table quality_sums (
  oin    text not null,
  month  date not null,
  kind   text not null,
  detail text not null,
  count  bigint not null,
  primary key (month, oin, kind, detail)
);
