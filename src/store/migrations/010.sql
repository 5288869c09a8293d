-- 010.sql - a report is who filed it and under which UUID; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE report ADD COLUMN uuid TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN filing TEXT;
ALTER TABLE report ADD COLUMN is_filed_here INTEGER NOT NULL DEFAULT 0;
UPDATE report SET uuid = id;
CREATE INDEX report_by_uuid ON report (uuid);
CREATE INDEX report_filed_here ON report (number) WHERE is_filed_here;
DROP INDEX event_own_report;

CREATE TABLE report_event (
  report INTEGER NOT NULL REFERENCES report (number),
  event INTEGER NOT NULL REFERENCES event (number),
  PRIMARY KEY (report, event)
) WITHOUT ROWID;
CREATE INDEX report_event_by_event ON report_event (event);
INSERT INTO report_event (report, event)
  SELECT report.number, event.number FROM report JOIN event ON event.report = report.uuid;
