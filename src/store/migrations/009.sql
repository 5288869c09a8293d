-- 009.sql - what says who is who; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE link (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  author TEXT NOT NULL,
  seq INTEGER NOT NULL,
  subject TEXT,
  signature BLOB NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX link_by_subject ON link (subject);
CREATE INDEX link_by_author ON link (author, seq);
CREATE INDEX event_of_others ON event (author) WHERE NOT is_own;

DELETE FROM setting WHERE name = 'cursor';
