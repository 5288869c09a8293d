-- 019-states.sql - how an office has a report follows from the steps of its case, which a server does not judge
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE report DROP COLUMN review_state;
