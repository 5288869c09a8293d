-- 022-level.sql - what a carrier brought of each author, added up
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A carriage with a negative event is of a `link`; with `is_text` its carrier brings none of the files.
-- `level.sum` is that of the first 48 bits of the ids; the carrier 0 is this server itself, towards
-- the one above. `level_count` says when they were last added up anew, and in which life.
-- `upstream_range` are the beginnings of keys that are still to be asked for above.
-- Which links were brought there, of those of before, is not known: all are brought once more.

ALTER TABLE carriage ADD COLUMN is_text INTEGER NOT NULL DEFAULT 0;

ALTER TABLE upstream_link ADD COLUMN is_brought INTEGER NOT NULL DEFAULT 0;
DELETE FROM upstream_link;

CREATE TABLE level (
  carrier INTEGER NOT NULL,
  author  TEXT NOT NULL,
  sum     INTEGER NOT NULL,
  PRIMARY KEY (carrier, author)
) STRICT, WITHOUT ROWID;

CREATE TABLE level_count (
  carrier    INTEGER PRIMARY KEY,
  life       TEXT NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT;

CREATE TABLE upstream_range (
  start TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
