-- 021-nodes.sql - which codes make a relay
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Like the row of its device, such a code has the role of an office.

ALTER TABLE code ADD COLUMN is_node INTEGER NOT NULL DEFAULT 0;
