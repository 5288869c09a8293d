-- 012-proof.sql - in which lists it stands who an author is
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `proof` follows from `feed`. What says who is who stands in `feed` with the number of its `link`,
-- negative, for an event.

CREATE TABLE proof (
  subject TEXT NOT NULL,
  scope   TEXT NOT NULL,
  PRIMARY KEY (subject, scope)
) STRICT, WITHOUT ROWID;
