-- What a relay was given it carries to the centre, whose word comes home by it.
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE event ADD COLUMN centre INTEGER REFERENCES receipt (number);
ALTER TABLE file ADD COLUMN centre INTEGER REFERENCES receipt (number);
UPDATE event SET centre = receipt;
UPDATE file SET centre = receipt;
