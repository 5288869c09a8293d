-- 024-versions.sql - the events of a report are found in the order of their author
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Which lists an event stands in is asked with a number of its author's. By the report alone each question walked all
-- that this author ever wrote.

DROP INDEX event_by_report;
CREATE INDEX event_by_report ON event (report, author, seq);
