-- 015.sql - what others wrote and a server lost is brought back; docs/STORE.md says what the columns mean
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE outbox_carry (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);
