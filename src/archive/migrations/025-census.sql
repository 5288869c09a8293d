-- 025-census.sql - whoever links admit has a row
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Such a device got its row with the first word of its own. Those of which none came get theirs at this opening, once: at
-- a later one a row that is not there was taken out, and `verify` is to see it.

INSERT INTO setting (name, value) SELECT 'census_is_due', '1' WHERE EXISTS (SELECT 1 FROM link);
