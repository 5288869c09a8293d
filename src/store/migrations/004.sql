-- 004.sql - the server's number of each delivered file; docs/STORE.md says what each column means
--
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE file ADD COLUMN server_index INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file ADD COLUMN life INTEGER REFERENCES life (number);
CREATE INDEX file_by_index ON file (life, server_index) WHERE life IS NOT NULL;
