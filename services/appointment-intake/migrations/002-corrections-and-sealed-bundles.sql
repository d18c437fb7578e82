-- Whom a correction request (record 16) is about. The board's answer (record 6) names the request alone.
create table corrections (
  correction_id uuid not null,
  board         text not null,
  register_id   uuid not null,
  stored_at     timestamptz not null default now(),
  primary key (correction_id, board)
);
create index corrections_stored on corrections (stored_at);

-- Pages of the answer to a record 4 that are in the stock: it is answered when they are all there.
alter table receipts add column answer_pages integer not null default 0;
