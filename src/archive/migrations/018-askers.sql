-- 018-askers.sql - for which office's device a code was made
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `code.asked_by` is the number of that device; none: an administrator asked.

ALTER TABLE code ADD COLUMN asked_by INTEGER;
