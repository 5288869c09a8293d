-- 005-audit.sql - what was done to this server, and a signed account of what it holds
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What an administrator asked, who was enrolled, which requests were refused: numbers only, no names,
-- keys or words. `hash` is the SHA-256 over the row and the hash of the row before it; `content` says
-- what a row of `device`, `code` or `enrolment` was like, to whoever has the server's key.
CREATE TABLE audit (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  what    TEXT NOT NULL,
  subject INTEGER NOT NULL DEFAULT 0,
  count   INTEGER NOT NULL DEFAULT 0,
  content BLOB CHECK (length (content) = 32),
  hash    BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;

CREATE INDEX audit_of_row ON audit (what, subject) WHERE content IS NOT NULL;

-- One row: a head over all tables, signed anew in each transaction that changed one. No index of an
-- event up to `last_event` is given out again, whatever became of the event.
CREATE TABLE book (
  only       INTEGER PRIMARY KEY CHECK (only = 1),
  last_event INTEGER NOT NULL,
  head       BLOB NOT NULL,
  signature  BLOB NOT NULL
) STRICT;

INSERT INTO book VALUES (1, coalesce ((SELECT max (idx) FROM event), 0), x'', x'');
