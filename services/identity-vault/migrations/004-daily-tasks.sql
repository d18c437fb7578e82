-- The last calendar day for which a daily task was done, so that days passed while the vault was down are made up for.
CREATE TABLE daily_tasks (
  task text PRIMARY KEY,
  last_day date NOT NULL
);
