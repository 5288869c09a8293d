-- 007-key-names.sql - a device is found by the beginning of its key
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A request names sixteen characters of a key, so no two devices may share them.

CREATE UNIQUE INDEX device_by_key_name ON device (substr (key, 1, 16));
