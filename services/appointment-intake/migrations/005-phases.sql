-- The phase of a board: may it deliver, and does what it delivers have effect? The row with the latest effective_from not
-- after a day holds on that day; of two with the same day the later row. A board without rows is LIVE. Rows stay.
create table board_phases (
  number         bigint generated always as identity primary key,
  board          text not null,
  phase          text not null check (phase in ('GEEN', 'PROEF', 'LIVE')),
  effective_from date not null,
  -- subject of the token
  set_by         text not null,
  set_at         timestamptz not null
);
create index board_phases_of_board on board_phases (board, effective_from desc, number desc) include (phase);

-- Who gave a mandate, and those that were withdrawn.
alter table mandates add column given_by text;
create table withdrawn_mandates (
  oin            text not null,
  board          text not null,
  delivery_point text not null,
  given_at       timestamptz not null,
  given_by       text,
  withdrawn_at   timestamptz not null default now(),
  withdrawn_by   text not null
);

-- A message id used in a trial is used up for the trial alone: when the same message comes again for real, its receipt
-- takes the place of the trial's.
alter table receipts add column is_trial boolean not null default false;
