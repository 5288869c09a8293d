# removals.py - what the lab must notice: each safeguard taken out, one at a time, and the test that fails then
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# An old text must stand once in its file; when the code changes, this list changes with it. A test is a flow of the lab
# ("cut device: attach"), a check of the wire ("wire stalls") or a test program with its suite ("store/test-news").
#
# Two flushes are not here because another does their work too: of the folder after vault.key and after server.key got
# their names, which the opening of the new database beside them does again.

import collections

Removal = collections.namedtuple('Removal', 'sentence path old new test')

BEGIN = 'g_autoptr (KtgTransaction) transaction = ktg_db_begin ({}, error);'

# Every statement is then a transaction of its own.
NO_TRANSACTION = 'gpointer transaction = "none"; \n#define ktg_transaction_commit(none, error) ((none) != NULL)\n'

REMOVALS = [
    Removal('a file is flushed before it gets its name', 'src/store/ktg-evidence-folder.c',
            'if (fsync (fd) != 0 || fstat', 'if (fstat', 'cut device: attach'),
    Removal('what is signed by another key is no receipt', 'src/store/ktg-news-book.c',
            '!ktg_news_book_is_signed (envelope, account->server_key)', 'FALSE', 'store/test-news'),
    Removal('a report and what it owes are one transaction', 'src/store/ktg-filing.c',
            BEGIN.format('ledger->db'), NO_TRANSACTION, 'kill device: file'),

    Removal('a COMMIT is flushed', 'src/db/ktg-db.c',
            '{ "PRAGMA synchronous=FULL", "PRAGMA synchronous", "2" }',
            '{ "PRAGMA synchronous=NORMAL", "PRAGMA synchronous", "1" }', 'cut database: commits'),
    Removal('the log is flushed before the file is written over', 'src/db/ktg-db.c',
            '{ "PRAGMA synchronous=FULL", "PRAGMA synchronous", "2" }',
            '{ "PRAGMA synchronous=OFF", "PRAGMA synchronous", "0" }', 'cut device: draft'),
    Removal('after a failed flush nothing more is believed', 'src/db/ktg-db.c',
            '  if (code == KTG_DB_ERROR_UNKNOWN)\n    self->is_doubtful = TRUE;\n', '', 'db/test-failing-disk'),
    Removal('the folder of files is flushed after a name came', 'src/store/ktg-evidence-folder.c',
            "name) != 0 || fsync (self->fd) != 0)", "name) != 0)", 'cut device: attach'),
    Removal('a finished file gets its name', 'src/store/ktg-evidence-folder.c',
            'if (renameat (self->fd, UNFINISHED, self->fd, name) != 0 || fsync (self->fd) != 0)',
            'if (name == NULL)', 'kill device: attach'),
    Removal('the key is flushed', 'src/seal/ktg-vault.c',
            'write_fully (fd, bytes, size_bytes) && fsync (fd) == 0;', 'write_fully (fd, bytes, size_bytes);',
            'cut device: first'),
    Removal('the key appears whole under its name', 'src/seal/ktg-vault.c',
            'g_strconcat (path, ".new", NULL);', 'g_strdup (path);', 'kill device: first'),
    Removal('an amendment and what it owes are one transaction', 'src/store/ktg-filing.c',
            BEGIN.format('ledger->db'), NO_TRANSACTION, 'kill device: amend'),
    Removal('an answer of the server is one transaction', 'src/store/ktg-news-book.c',
            BEGIN.format('entry->profile->ledger->db'), NO_TRANSACTION, 'kill device: receipt'),
    Removal('the same event again is the same event', 'src/store/ktg-news-book.c',
            '  if (has)\n    return TRUE;\n', '', 'store/test-news'),
    Removal('filing the same again is the same answer', 'src/store/ktg-filing.c',
            '  if (is_filed)\n    return g_steal_pointer (&id);\n', '', 'kill device: file'),
    Removal('an event must be signed by its author', 'src/server/ktg-ledger.c',
            '!ktg_signature_is_valid (device->key, bytes, size, offer->envelope->signature)', 'FALSE',
            'server/test-server-exchange'),
    Removal('a repeated event is found', 'src/server/ktg-ledger.c',
            'ktg_event_table_find_seq (db, device->number, offer->event->seq, rival, error)',
            '(*rival = 0) != 0', 'kill server: text'),
    Removal('a part begins where the server is', 'src/server/ktg-intake.c',
            'if (upload->asked_offset != upload->offset)', 'if (FALSE)', 'server/test-server-intake'),
    Removal('what was not promised of a part is cut off', 'src/server/ktg-depot.c',
            '((guint64)status.st_size > offset && ftruncate (fd, (off_t)offset) != 0)', 'FALSE',
            'server/test-archive'),
    Removal('a part is flushed before its length is told', 'src/server/ktg-depot.c',
            'if (fsync (fd) != 0 || fsync (self->partial_fd) != 0)', 'if (fsync (self->partial_fd) != 0)',
            'cut server: file'),
    Removal('the folder of parts is flushed before a length is told', 'src/server/ktg-depot.c',
            'if (fsync (fd) != 0 || fsync (self->partial_fd) != 0)', 'if (fsync (fd) != 0)', 'cut server: file'),
    Removal('a whole file is flushed before it gets its place', 'src/server/ktg-depot.c',
            'return fsync (fd) == 0 || fail (error, "cannot flush a file that is to come");', 'return TRUE;',
            'cut server: file'),
    Removal('the place of a whole file is flushed', 'src/server/ktg-depot.c',
            'return fsync (shard_fd) == 0 || fail (error, "cannot flush files/");', 'return TRUE;',
            'cut server: file'),
    Removal('the server\'s key is flushed', 'src/server/ktg-server-key.c',
            ' == KTG_KEY_SEED_BYTES && fsync (fd) == 0;', ' == KTG_KEY_SEED_BYTES;', 'cut server: first'),
    Removal('a request must be signed', 'src/seal/ktg-http-signature.c',
            '!ktg_signature_is_valid (read->keyid, (const guint8 *)base->str, base->len, raw)', 'FALSE',
            'server/test-server-admission'),
    Removal('the way to a new profile is flushed', 'src/db/ktg-db.c',
            'about.st_size > 0 || flush_way_to', 'TRUE || flush_way_to', 'cut device: first'),
    Removal('the way to a new data folder is flushed', 'src/db/ktg-db.c',
            'about.st_size > 0 || flush_way_to', 'TRUE || flush_way_to', 'cut server: first'),
]
