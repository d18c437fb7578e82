-- Accepted records whose answer is not in the stock yet: a row from the receipt to the answer. Marking the receipts
-- themselves wrote each of them, with the record it holds, a second time, and an index entry with it.
create table unanswered (
  message_id uuid not null,
  sender     text not null,
  -- the answer to a trial does not count for the real message that took its place
  is_trial   boolean not null,
  -- pages of the answer to a record 4 that are in the stock: it is answered when they are all there
  pages      integer not null default 0,
  -- the database's clock, for the sweep: the platform's date can be moved in sandbox mode
  stored_at  timestamptz not null default now(),
  primary key (message_id, sender)
);
-- Rows live for seconds: the table stays small when vacuum comes often.
alter table unanswered set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 10000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = -1,
  autovacuum_vacuum_cost_delay = 0
);

insert into unanswered (message_id, sender, is_trial, pages, stored_at)
select message_id, sender, is_trial, answer_pages, stored_at
  from receipts
 where status = 'B' and answered_at is null;

drop index receipts_unanswered;
alter table receipts drop column answered_at, drop column answer_pages;
