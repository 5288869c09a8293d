-- 004-lives.sql - which life of this server it is, and what devices were told
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The newest row is the present life. Each but the first has what the server signed when it was put
-- back, and `last`: the last index of the life before it that still stood then.

CREATE TABLE life (
  number   INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (length (id) = 22),
  last     INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  bytes    BLOB,
  sig      BLOB CHECK (length (sig) = 64)
) STRICT;

-- The newest of its own numbers that a device said it has a receipt for, while some were not here.
ALTER TABLE device ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
