-- The version of the rules that a command was judged with (domain/rules-version.ts): 1 for all before it was kept. A
-- constant as the default leaves the rows where they are.
ALTER TABLE command_log ADD COLUMN rules_version smallint NOT NULL DEFAULT 1;
