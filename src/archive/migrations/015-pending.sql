-- 015-pending.sql - who is to be more than an officer waits for a person
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- An enrolment without `admitted_at` is signed by nobody yet: the device of which it is the newest
-- waits. `box` is its box key, for the admission.

ALTER TABLE enrolment ADD COLUMN box TEXT;
ALTER TABLE enrolment ADD COLUMN admitted_at INTEGER;
UPDATE enrolment SET admitted_at = enrolled_at;
