-- 013-cases.sql - a report is an author's and a UUID's, and offices' events name its filing
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `report.filing` is the id of its `report.filed`. Of an event of a case `event.version` is the id of
-- the version that it judges, `handed_to` the region that it hands the case to. What is
-- `is_for_office` is kept from the filer's device.

CREATE TABLE report_of_author (
  number       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL,
  filer        INTEGER NOT NULL DEFAULT 0,
  region       TEXT NOT NULL DEFAULT '',
  place        TEXT NOT NULL DEFAULT '',
  review_state TEXT,
  is_withdrawn INTEGER NOT NULL DEFAULT 0,
  enrolment    INTEGER,
  short_number TEXT,
  version      INTEGER NOT NULL DEFAULT 0,
  filing       BLOB CHECK (length (filing) = 32),
  UNIQUE (id, filer)
) STRICT;

INSERT INTO report_of_author
  SELECT number, id, coalesce (filer, 0), region, place, review_state, is_withdrawn, enrolment,
         short_number, version,
         (SELECT e.id FROM event e WHERE e.report = report.number AND e.author = report.filer
             AND e.type = 'report.filed' ORDER BY e.seq LIMIT 1)
    FROM report;

DROP TABLE report;
ALTER TABLE report_of_author RENAME TO report;

ALTER TABLE event ADD COLUMN version BLOB CHECK (length (version) = 32);
ALTER TABLE event ADD COLUMN handed_to TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN is_for_office INTEGER NOT NULL DEFAULT 0;

DROP INDEX event_by_report;
CREATE INDEX event_by_report ON event (report, author);
CREATE INDEX event_handed ON event (report) WHERE handed_to <> '';
