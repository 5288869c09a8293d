-- 007.sql - this device's reports are counted at each filing without reading an event
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE INDEX event_own_report ON event (report) WHERE is_own;
