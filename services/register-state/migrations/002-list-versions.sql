-- Which rows of the code lists each partition judged with. A judgement rests on the lists in force when its command was
-- applied, so they are kept with the log, per partition and in order of application: a rebuild judges with them again.
DROP TABLE code_list_versions;

CREATE TABLE list_versions (
  partition smallint NOT NULL,
  -- 1, 2, 3 … within the partition; command_log.list_version names it. Of each list the newest row up to that number
  -- counts: a number says what changed, not the whole set.
  number    smallint NOT NULL,
  name      text     NOT NULL,
  version   text     NOT NULL,
  -- SCHIJF: the first version, which came with the program. LIJSTVERSIE: by command.
  origin    text     NOT NULL CHECK (origin IN ('SCHIJF', 'LIJSTVERSIE')),
  rows      json     NOT NULL,
  PRIMARY KEY (partition, number, name)
);
