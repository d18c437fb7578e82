-- Whom a correction request (record 16) is about. The board's answer (record 6) names the request alone.
create table corrections (
  correction_id uuid not null,
  board         text not null,
  register_id   uuid not null,
  -- time in the newest record about it; by the platform's clock
  told_at       timestamptz not null,
  primary key (correction_id, board)
);
create index corrections_told on corrections (told_at);

-- Pages of the answer to a record 4 that are in the stock: it is answered when they are all there.
alter table receipts add column answer_pages integer not null default 0;

-- Register ids of the persons whose numbers the vault fills in when a record is handed out (records 14 and 15).
alter table feedback add column persons uuid[] not null default '{}';
-- As told by the platform's clock; fetched records are kept 13 months from here.
alter table feedback add column handed_out_at timestamptz;
-- For operators: all of a delivery point, in order.
create index feedback_of_delivery_point on feedback (board, delivery_point, number);
-- For operators: what answers one message.
create index feedback_answers on feedback (answers) where answers is not null;
create index feedback_handed_out on feedback (handed_out_at) where handed_out_at is not null;

-- Numbers and names in the bundle that was handed out last, sealed, until the next one is made: the same request gives the
-- same bundle, whatever the vault knows by then.
alter table delivery_points add column sealed_persons bytea;

-- How many records wait per delivery point: the sum of its rows, of which single ones may be below zero. Several, so that
-- transactions that add to one stock at once need not wait for each other.
create table stock_counts (
  board          text not null,
  delivery_point text not null,
  slot           integer not null,
  waiting        bigint not null,
  primary key (board, delivery_point, slot)
) with (fillfactor = 50);
