-- Who may publish what. A slot belongs to its owner until the given moment; only the database's clock decides that.
-- The epoch rises with every change of owner, so that a process that slept through one can tell.
CREATE TABLE leases (
  lease_group text        NOT NULL,
  slot        integer     NOT NULL,
  owner       text,
  epoch       bigint      NOT NULL DEFAULT 0,
  until       timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (lease_group, slot)
);

-- Which processes want slots of a group: their number decides the fair share of each.
CREATE TABLE lease_seekers (
  lease_group text        NOT NULL,
  instance    text        NOT NULL,
  until       timestamptz NOT NULL,
  PRIMARY KEY (lease_group, instance)
);
