-- 013.sql - what an office did with files is told, once a day; docs/STORE.md says what the column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE custody ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
CREATE INDEX custody_untold ON custody (day) WHERE told < times;
