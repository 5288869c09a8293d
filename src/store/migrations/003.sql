-- 003.sql - what was refused can be filed anew; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE replaced (
  report TEXT PRIMARY KEY,
  anew TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE former_device (
  alias TEXT PRIMARY KEY
) WITHOUT ROWID;
