-- The vault says once that the state pension age is reached. A snapshot that was received before it may be applied later.
ALTER TABLE persons ADD COLUMN pension_reached boolean NOT NULL DEFAULT false;
