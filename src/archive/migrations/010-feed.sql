-- 010-feed.sql - what each party is told, list by list
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `feed` follows from `event`, and is filled when a folder of before is opened. `event.place` is
-- that of the version which the event is or judges; `also` the places of later versions, to whose
-- offices it was told, too. `report.version` is the number of the filer's event that is in force.

CREATE TABLE feed (
  scope    TEXT NOT NULL,
  position INTEGER NOT NULL,
  event    INTEGER NOT NULL,
  hash     INTEGER NOT NULL,
  PRIMARY KEY (scope, position)
) STRICT, WITHOUT ROWID;

ALTER TABLE event ADD COLUMN also TEXT NOT NULL DEFAULT '';
DROP INDEX event_for_filer;

ALTER TABLE report ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
UPDATE report SET version = coalesce (
  (SELECT max (e.seq) FROM event e WHERE e.report = report.number AND e.author = report.filer
    AND e.type IN ('report.filed', 'report.amended')), 0);
