-- 020-upstream.sql - what the server above holds of what is here, and what it says to devices of here
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Of a relay; empty in a server of the centre. A row of `upstream_event` or `upstream_file` says
-- where the thing stands above, or, where `refused` has a word, that it was not taken there.
-- With `is_text` an event was carried without its files, which its author had not brought then; with
-- `is_told` it came from there, and its author has not brought it here.
-- `letter` are the words of the server above to devices that exchange with this one, as they came.

CREATE TABLE upstream_life (
  number INTEGER PRIMARY KEY,
  life   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE upstream_event (
  event    INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  refused  TEXT,
  is_text  INTEGER NOT NULL DEFAULT 0,
  is_told  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE upstream_file (
  file     INTEGER PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE upstream_link (
  link INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE letter (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  device TEXT NOT NULL,
  id     BLOB NOT NULL UNIQUE CHECK (length (id) = 32),
  bytes  BLOB NOT NULL,
  sig    BLOB NOT NULL CHECK (length (sig) = 64)
) STRICT;

CREATE INDEX letter_by_device ON letter (device, number);
