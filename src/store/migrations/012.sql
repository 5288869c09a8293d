-- 012.sql - how offices have a report is worked out by the procedure; docs/STORE.md says what the column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE report ADD COLUMN procedure TEXT;
CREATE INDEX report_of_procedure ON report (procedure, uuid) WHERE procedure IS NOT NULL;
