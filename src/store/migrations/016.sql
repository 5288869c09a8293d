-- 016.sql - which event of an author comes next is asked for; docs/STORE.md says of whom
--
-- SPDX-License-Identifier: GPL-3.0-or-later

DROP INDEX event_of_others;
CREATE INDEX event_of_others ON event (author, seq) WHERE NOT is_own;
