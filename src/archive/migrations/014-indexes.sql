-- 014-indexes.sql - the hash along a list is over the index of each event, too
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Lists follow from the events, and are made anew when the folder is opened.

DELETE FROM proof;
DELETE FROM feed;
