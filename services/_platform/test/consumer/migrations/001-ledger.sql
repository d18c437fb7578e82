CREATE TABLE ledger (
  topic     text    NOT NULL,
  partition integer NOT NULL,
  number    bigint  NOT NULL,
  id        text    NOT NULL,
  key       text,
  note      varchar(20) NOT NULL,
  PRIMARY KEY (topic, partition, number)
);
