-- 005.sql - which lives of the server stand, and up to where; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE life ADD COLUMN last_event INTEGER;
ALTER TABLE life ADD COLUMN last_file INTEGER;
ALTER TABLE life ADD COLUMN has_cut INTEGER NOT NULL DEFAULT 0;

-- What was settled in an earlier life and has not been owed again since stands.
UPDATE life SET
  last_event = coalesce ((SELECT max(server_index) FROM event WHERE event.life = life.number), 0),
  last_file = coalesce ((SELECT max(server_index) FROM file WHERE file.life = life.number), 0);
UPDATE life SET last_event = NULL, last_file = NULL
  WHERE number = (SELECT number FROM setting WHERE name = 'life');

CREATE INDEX file_newest ON file (server_index) WHERE receipt IS NOT NULL;

DELETE FROM alarm WHERE is_explained;
ALTER TABLE alarm DROP COLUMN is_explained;
DELETE FROM setting WHERE name IN ('to_show', 'newest_file');
