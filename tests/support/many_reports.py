# many_reports.py - a server's database with more reports than anybody would send for a test
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import pathlib
import sqlite3

# A device number that no enrolment has reached.
AUTHOR = 1_000_000

ROWS = """
INSERT INTO device (number, key, officer, role, region, enrolled_at)
  VALUES (:author, printf ('%043d', :author), 'Siti', 'officer', '34.71.04', 0);
WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < :reports)
  INSERT INTO report (id, filer, region, place)
  SELECT printf ('%08x-0000-4000-8000-%012x', i, i), :author, '34.71.04', '34.71.04.1002' FROM n;
INSERT INTO event (id, author, seq, report, type, filer, region, place, received_at)
  SELECT randomblob (32), :author, number, number, 'report.filed', :author, region, place, 0
  FROM report WHERE id LIKE '%-0000-4000-8000-%';
WITH k (i) AS (VALUES (0), (1), (2), (3)), named (event, i) AS
  (SELECT event.idx, k.i FROM event CROSS JOIN k WHERE author = :author AND k.i < :files)
  INSERT INTO file (number, sha256, bytes, complete_at)
  SELECT :author + 4 * event + i, randomblob (32), 100000, 1 FROM named;
WITH k (i) AS (VALUES (0), (1), (2), (3))
  INSERT INTO event_file (event, file, is_preview, name)
  SELECT event.idx, :author + 4 * event.idx + k.i, k.i % 2, 'IMG-1.JPG' FROM event CROSS JOIN k
  WHERE author = :author AND k.i < :files;
"""


def add_reports(folder, reports, files):
    """Rows alone, as a program leaves them: no words and no bytes. No server may run on the folder. At most four files each."""
    with contextlib.closing(sqlite3.connect(pathlib.Path(folder) / 'server.db', isolation_level=None)) as db:
        db.execute('BEGIN')
        for statement in ROWS.split(';\n')[:-1]:
            words = {'reports': reports, 'files': files, 'author': AUTHOR}
            db.execute(statement, {name: value for name, value in words.items() if f':{name}' in statement})
        db.execute('COMMIT')
