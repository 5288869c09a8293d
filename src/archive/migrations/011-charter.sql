-- 011-charter.sql - who was admitted and revoked here, as signed events
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A `link` is an event of the root or of this server about `subject`, a key; docs/PROTOCOL.md,
-- "Trust". A folder of before gets its links when it is opened: its devices, with their history.

CREATE TABLE link (
  number  INTEGER PRIMARY KEY,
  id      BLOB NOT NULL UNIQUE CHECK (length (id) = 32),
  author  TEXT NOT NULL,
  seq     INTEGER NOT NULL,
  subject TEXT NOT NULL,
  bytes   BLOB NOT NULL,
  sig     BLOB NOT NULL CHECK (length (sig) = 64)
) STRICT;

CREATE UNIQUE INDEX link_by_author ON link (author, seq);
CREATE INDEX link_by_subject ON link (subject);
