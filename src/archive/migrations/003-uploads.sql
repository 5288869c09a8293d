-- 003-uploads.sql - a file comes from each device by itself
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `upload` has a row for each device and each file that its events name: what the device said of
-- its length, how much of it that device brought, and when that was all. Nobody else moves it.
--
-- Of the time before it is known what was complete, not who had brought it. Whoever named a file
-- that was still to come counts as having delivered it; whoever named one that was there already
-- does not, for naming it took nothing but its hash. A part goes to the only device that it can be
-- of; otherwise all begin again.

CREATE TABLE upload (
  device       INTEGER NOT NULL,
  file         INTEGER NOT NULL,
  bytes        INTEGER NOT NULL,
  offset       INTEGER NOT NULL DEFAULT 0,
  delivered_at INTEGER,
  PRIMARY KEY (device, file)
) STRICT, WITHOUT ROWID;

INSERT INTO upload (device, file, bytes, delivered_at)
  SELECT event.author, file.number, file.bytes,
         iif (min (event.received_at) <= file.complete_at, file.complete_at, NULL)
    FROM event_file
    JOIN event ON event.idx = event_file.event
    JOIN file ON file.number = event_file.file
   GROUP BY event.author, file.number;

CREATE INDEX upload_by_file ON upload (file);

UPDATE upload SET offset = (SELECT file.offset FROM file WHERE file.number = upload.file)
 WHERE delivered_at IS NULL
   AND (SELECT complete_at FROM file WHERE file.number = upload.file) IS NULL
   AND (SELECT count (*) FROM upload AS other WHERE other.file = upload.file) = 1;

DROP INDEX upload_by_file;
CREATE INDEX upload_owed ON upload (device, bytes) WHERE delivered_at IS NULL;
CREATE INDEX aside_by_sender ON aside (sender);

DROP INDEX file_begun;
ALTER TABLE file DROP COLUMN offset;
