-- 014.sql - what is at a relay alone is found without reading all that was filed
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE INDEX event_at_relay ON event (receipt) WHERE is_own AND receipt IS NOT NULL AND centre IS NULL;
CREATE INDEX file_at_relay ON file (receipt) WHERE receipt IS NOT NULL AND centre IS NULL;
