-- 009-numbers.sql - the short number of a report, for people; of reports of before it is not known
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE report ADD COLUMN short_number TEXT;
