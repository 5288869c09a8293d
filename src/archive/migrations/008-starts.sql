-- 008-starts.sql - each start begins a life, and what stands of each is fixed when it ends
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The newest row is the present life, and has no bounds. `last_event` and `last_file`: its last index
-- and its last delivery that stand, in each life after it.
--
-- Before, a new life said up to where the one before it stood, and of deliveries nothing was said.

CREATE TABLE life_of_start (
  number     INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE CHECK (length (id) = 22),
  last_event INTEGER,
  last_file  INTEGER,
  began_at   INTEGER NOT NULL
) STRICT;

INSERT INTO life_of_start
  SELECT number, id, (SELECT min (later.last) FROM life AS later WHERE later.number > life.number),
         iif (number < (SELECT max (number) FROM life), 0, NULL), began_at
    FROM life;

DROP TABLE life;
ALTER TABLE life_of_start RENAME TO life;

-- A backup is marked no more: whatever is started begins a life.
DELETE FROM setting WHERE name = 'is_backup';
