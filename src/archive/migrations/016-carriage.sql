-- 016-carriage.sql - who brought what others wrote, and who brought a file himself
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A row of `carriage` says that a device carried an event of somebody else, the first one or not.
-- `upload.is_brought` tells who brought all of a file, or proved that he has it, from who only may
-- see a report that names it; of before it is not known, and counts as brought.

CREATE TABLE carriage (
  device     INTEGER NOT NULL,
  event      INTEGER NOT NULL,
  carried_at INTEGER NOT NULL,
  PRIMARY KEY (device, event)
) STRICT, WITHOUT ROWID;

ALTER TABLE upload ADD COLUMN is_brought INTEGER NOT NULL DEFAULT 0;
UPDATE upload SET is_brought = 1 WHERE delivered_at IS NOT NULL;
