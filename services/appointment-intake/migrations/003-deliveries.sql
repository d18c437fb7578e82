-- A delivery that comes as a stream is taken in part by part: its hash is known at its end, and a break leaves what was
-- taken so far. Until then it is told apart record by record, by delivery_records.record_hash.
alter table deliveries
  alter column content_hash drop not null,
  add column number bigint generated always as identity,
  add column state text not null default 'VOLLEDIG' check (state in ('LOOPT', 'VOLLEDIG', 'AFGEBROKEN')),
  -- records taken so far
  add column records integer not null default 0,
  -- the request that takes it in; a later one takes over, and the former then stops
  add column attempt uuid,
  -- the database's clock: a stream whose process died is told by it
  add column moved_at timestamptz not null default now(),
  add check ((state = 'VOLLEDIG') = (content_hash is not null));

-- What was answered to every record of a delivery, in the order sent. A receipt that is stored is read from receipts;
-- one that was answered only (KOP, AUTORISATIE, 396, 358, a line that is no JSON) stands here. No foreign key: it would
-- cost every record of every delivery a look at its delivery, and both are written and forgotten together.
create table delivery_records (
  delivery    bigint not null,
  ordinal     integer not null,
  -- keyed hash of the canonical record
  record_hash bytea not null,
  status      text not null check (status in ('B', 'A')),
  codes       text[],
  message_id  uuid,
  sender      text,
  receipt     json,
  primary key (delivery, ordinal)
);
