-- 006.sql - what was done with a file on this device, by day; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE custody (
  file INTEGER NOT NULL REFERENCES file (number) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  act TEXT NOT NULL,
  device TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (file, day, act, device)
) WITHOUT ROWID;
