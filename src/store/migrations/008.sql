-- 008.sql - what was sent on a day, and files whose room was given back; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE spent (
  day INTEGER PRIMARY KEY,
  texts INTEGER NOT NULL,
  previews INTEGER NOT NULL,
  originals INTEGER NOT NULL
);

ALTER TABLE file ADD COLUMN freed_us INTEGER;
