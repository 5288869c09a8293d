-- 017-terms.sql - until when a device may ask, and which of them are servers
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Both follow from the links about it; a code gives no end. A relay sees what an office of its
-- scope sees, and stands there as one.

ALTER TABLE device ADD COLUMN until INTEGER;
ALTER TABLE device ADD COLUMN is_node INTEGER NOT NULL DEFAULT 0;
