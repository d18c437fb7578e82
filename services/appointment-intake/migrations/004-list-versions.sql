-- Code lists as data: every version that ever was, with who made it and when. The rows never change; what may is when a
-- version became active, and that a planned one lapsed.
create table list_versions (
  name           text not null,
  -- 1, 2, 3 … per list. The later one of two that are active holds.
  version        integer not null,
  -- ingangsdatum; of planned versions of a list a later one begins on a later day
  effective_from date not null,
  -- Rows as in schemas/code-lists/rows.ts.
  rows           json not null,
  row_count      integer not null,
  -- SHA-256 of the rows as JSON
  content_hash   bytea not null,
  -- subject of the token, or 'uitgave' for what came with the software
  made_by        text not null,
  made_at        timestamptz not null,
  activated_at   timestamptz,
  -- Commands that told the register, one per partition. Records are judged with a version once these are published.
  command_ids    uuid[] not null default '{}',
  lapsed_by      text,
  lapsed_at      timestamptz,
  primary key (name, version),
  check (activated_at is null or lapsed_at is null)
);
-- What the turn of a day may have to activate: few rows.
create index list_versions_planned on list_versions (effective_from) where activated_at is null and lapsed_at is null;
