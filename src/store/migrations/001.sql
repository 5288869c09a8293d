-- 001.sql - the first schema; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  number INTEGER,
  sealed BLOB
) WITHOUT ROWID;

CREATE TABLE server (
  alias TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE receipt (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  server TEXT NOT NULL REFERENCES server (alias),
  signature BLOB NOT NULL,
  sealed BLOB NOT NULL
);

CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL,
  author TEXT NOT NULL,
  is_own INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  server_index INTEGER NOT NULL DEFAULT 0,
  receipt INTEGER REFERENCES receipt (number),
  signature BLOB NOT NULL,
  sealed BLOB NOT NULL
);
CREATE INDEX event_by_report ON event (report);
CREATE INDEX event_own ON event (seq) WHERE is_own;

CREATE TABLE file (
  number INTEGER PRIMARY KEY,
  alias TEXT NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL,
  imported_us INTEGER,
  is_here INTEGER NOT NULL,
  receipt INTEGER REFERENCES receipt (number),
  sealed BLOB NOT NULL
);

CREATE TABLE outbox_event (
  event INTEGER PRIMARY KEY REFERENCES event (number),
  parked TEXT
);

CREATE TABLE outbox_file (
  file INTEGER PRIMARY KEY REFERENCES file (number),
  parked TEXT
);

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  saved_us INTEGER NOT NULL,
  sealed BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE report (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  filed_us INTEGER NOT NULL,
  n_events INTEGER NOT NULL,
  n_events_received INTEGER NOT NULL,
  n_files INTEGER NOT NULL,
  n_files_received INTEGER NOT NULL,
  n_parked INTEGER NOT NULL,
  bytes_waiting INTEGER NOT NULL,
  sealed BLOB NOT NULL
);

CREATE TABLE event_file (
  report INTEGER NOT NULL REFERENCES report (number),
  event INTEGER NOT NULL REFERENCES event (number),
  original INTEGER NOT NULL REFERENCES file (number),
  file INTEGER NOT NULL REFERENCES file (number),
  PRIMARY KEY (report, event, original, file)
) WITHOUT ROWID;
CREATE INDEX event_file_by_file ON event_file (file);
