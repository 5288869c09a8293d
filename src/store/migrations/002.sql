-- 002.sql - the lives of a server, and what contradicts what it said; docs/STORE.md
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE life (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  signature BLOB,
  sealed BLOB
);

ALTER TABLE event ADD COLUMN life INTEGER REFERENCES life (number);
CREATE INDEX event_by_index ON event (life, server_index) WHERE life IS NOT NULL;

ALTER TABLE outbox_event ADD COLUMN is_again INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox_file ADD COLUMN is_again INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_event_again ON outbox_event (event) WHERE is_again;
CREATE INDEX outbox_file_again ON outbox_file (file) WHERE is_again;

CREATE TABLE alarm (
  kind TEXT NOT NULL,
  life INTEGER NOT NULL REFERENCES life (number),
  server_index INTEGER NOT NULL,
  is_explained INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, life, server_index)
) WITHOUT ROWID;
