-- 002-enrolment.sql - who had which device when, and codes that can be named
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A device is given to another officer by another code; what was filed before stays with who filed
-- it. `device` says what holds now, `enrolment` what held.

CREATE TABLE enrolment (
  number      INTEGER PRIMARY KEY AUTOINCREMENT,
  device      INTEGER NOT NULL REFERENCES device (number),
  officer     TEXT NOT NULL,
  name        TEXT,
  role        TEXT NOT NULL CHECK (role IN ('officer', 'office', 'centre')),
  region      TEXT NOT NULL,
  code        BLOB,
  enrolled_at INTEGER NOT NULL
) STRICT;

CREATE INDEX enrolment_of_device ON enrolment (device, enrolled_at);

-- Every code that was used is one enrolment.
INSERT INTO enrolment (device, officer, name, role, region, code, enrolled_at)
  SELECT device.number, code.officer, device.name, code.role, code.region, code.hash, code.used_at
  FROM code JOIN device ON device.number = code.used_by ORDER BY code.used_at;

-- A code that was used again gave its old role back; then the device is not what its newest code
-- says.
INSERT INTO enrolment (device, officer, name, role, region, enrolled_at)
  SELECT number, officer, name, role, region,
         coalesce ((SELECT max (e.enrolled_at) FROM enrolment e WHERE e.device = device.number),
                   enrolled_at)
  FROM device WHERE NOT EXISTS (
    SELECT 1 FROM enrolment e
    WHERE e.number = (SELECT max (l.number) FROM enrolment l WHERE l.device = device.number)
      AND e.officer = device.officer AND e.role = device.role AND e.region = device.region)
  ORDER BY number;

ALTER TABLE device ADD COLUMN enrolment INTEGER;
ALTER TABLE device ADD COLUMN seen_at INTEGER;
UPDATE device
  SET enrolment = (SELECT max (e.number) FROM enrolment e WHERE e.device = device.number);

ALTER TABLE event ADD COLUMN enrolment INTEGER;
UPDATE event SET enrolment = coalesce (
  (SELECT max (e.number) FROM enrolment e
   WHERE e.device = event.author AND e.enrolled_at <= event.received_at),
  (SELECT min (e.number) FROM enrolment e WHERE e.device = event.author));

ALTER TABLE report ADD COLUMN enrolment INTEGER;
UPDATE report SET enrolment = (SELECT v.enrolment FROM event v
  WHERE v.report = report.number AND v.author = report.filer ORDER BY v.idx LIMIT 1);

-- A code has a number, by which it can be named without being said.
CREATE TABLE numbered_code (
  number       INTEGER PRIMARY KEY AUTOINCREMENT,
  hash         BLOB NOT NULL UNIQUE CHECK (length (hash) = 32),
  officer      TEXT NOT NULL,
  role         TEXT NOT NULL CHECK (role IN ('officer', 'office', 'centre')),
  region       TEXT NOT NULL,
  made_at      INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  used_by      INTEGER REFERENCES device (number),
  used_at      INTEGER,
  cancelled_at INTEGER
) STRICT;

-- Those that wait are of the old form, which no device takes any more.
INSERT INTO numbered_code
    (hash, officer, role, region, made_at, expires_at, used_by, used_at, cancelled_at)
  SELECT hash, officer, role, region, made_at, expires_at, used_by, used_at,
         CASE WHEN used_by IS NULL THEN CAST (strftime ('%s', 'now') AS INTEGER) * 1000 END
  FROM code ORDER BY made_at, hash;
DROP TABLE code;
ALTER TABLE numbered_code RENAME TO code;
