-- Which subscription tells which supplier about the stock of which delivery point.
create table delivery_point_webhooks (
  oin             text not null,
  board           text not null,
  delivery_point  text not null,
  subscription_id uuid not null unique references webhook_subscriptions on delete cascade,
  -- When it was last told, and of feedback up to which row number.
  told_at         timestamptz,
  told_number     bigint,
  primary key (oin, board, delivery_point)
);
