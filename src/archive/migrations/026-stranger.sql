-- 026-stranger.sql - what a relay brought of authors whom the server above does not know
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `id` is of an event, or of one that says who is who. The first refusal lets all that says who is
-- who go up again; from the second on it waits until the next comparison with the server above.

CREATE TABLE upstream_stranger (
  id       BLOB PRIMARY KEY CHECK (length (id) = 32),
  is_again INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
