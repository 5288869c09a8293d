-- 001-archive.sql - what a server remembers
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- docs/SERVER.md explains the tables. Hashes are blobs of 32 bytes, signatures of 64; times are
-- milliseconds since the epoch. Nothing but `device`, `code`, `report` and `file` is ever updated.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  number      INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  officer     TEXT NOT NULL,
  name        TEXT,
  role        TEXT NOT NULL CHECK (role IN ('officer', 'office', 'centre')),
  region      TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  revoked_at  INTEGER
) STRICT;

-- The hash of a code, never the code.
CREATE TABLE code (
  hash       BLOB PRIMARY KEY CHECK (length (hash) = 32),
  officer    TEXT NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('officer', 'office', 'centre')),
  region     TEXT NOT NULL,
  made_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_by    INTEGER REFERENCES device (number),
  used_at    INTEGER
) STRICT, WITHOUT ROWID;

-- A projection: what the events of one report add up to, as far as the server has to know.
CREATE TABLE report (
  number       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  filer        INTEGER,
  region       TEXT NOT NULL DEFAULT '',
  place        TEXT NOT NULL DEFAULT '',
  review_state TEXT,
  is_withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Narrow, because offices walk along it; the words are in `body`. The id needs no index: it follows
-- from bytes that name author and seq, so the same event is found by these.
CREATE TABLE event (
  idx         INTEGER PRIMARY KEY,
  id          BLOB NOT NULL CHECK (length (id) = 32),
  author      INTEGER NOT NULL,
  seq         INTEGER NOT NULL,
  report      INTEGER NOT NULL,
  type        TEXT NOT NULL,
  filer       INTEGER NOT NULL,
  region      TEXT NOT NULL,
  place       TEXT NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX event_by_author ON event (author, seq);
CREATE INDEX event_by_report ON event (report);
CREATE INDEX event_for_filer ON event (filer) WHERE filer <> author;

CREATE TABLE body (
  idx   INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL,
  sig   BLOB NOT NULL CHECK (length (sig) = 64)
) STRICT;

CREATE TABLE file (
  number      INTEGER PRIMARY KEY,
  sha256      BLOB NOT NULL UNIQUE CHECK (length (sha256) = 32),
  bytes       INTEGER NOT NULL,
  offset      INTEGER NOT NULL DEFAULT 0,
  complete_at INTEGER
) STRICT;

CREATE INDEX file_begun ON file (number) WHERE complete_at IS NULL AND offset > 0;

CREATE TABLE event_file (
  event      INTEGER NOT NULL,
  file       INTEGER NOT NULL,
  is_preview INTEGER NOT NULL,
  name       TEXT,
  PRIMARY KEY (event, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_file_by_file ON event_file (file, event);

-- Events that were refused because they contradict one that is held; a person looks at them.
CREATE TABLE aside (
  id          BLOB PRIMARY KEY CHECK (length (id) = 32),
  sender      INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  bytes       BLOB NOT NULL,
  sig         BLOB NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;
