-- 023-letters.sql - the number of a letter is of one life, as an index is
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `last_letter`: the newest letter that was here when the life ended. Of lives that ended before this
-- was said none stands: whoever knows one hears all letters once more.

ALTER TABLE life ADD COLUMN last_letter INTEGER;

UPDATE life SET last_letter = 0 WHERE last_event IS NOT NULL;
