-- Feedback that was in the stock before it was counted: its delivery points told less than nothing remained.
delete from stock_counts;
insert into stock_counts (board, delivery_point, slot, waiting)
select board, delivery_point, 0, count(*) from feedback where bundle is null group by board, delivery_point;

-- What was handed out before the time of it was kept would never be forgotten.
update feedback set handed_out_at = stored_at where bundle is not null and handed_out_at is null;
