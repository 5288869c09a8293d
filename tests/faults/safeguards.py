# safeguards.py - every flush, rename, transaction and signature check of the source, and which of them no test can miss
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A safeguard that stands in src and in no removal is one that nobody would miss; it is a removal, or it is excused here
# with its reason. An excuse for what is no longer there is a fault, too.

import re

from lab import SOURCE
from removals import REMOVALS

SAFEGUARD = re.compile(r'\b(?:fsync|fdatasync|rename|renameat|ktg_db_begin|ktg_signature_is_valid|ktg_proof_is_valid\w*|'
                       r'ktg_envelope_is_signed_by)\s?\(')

ITSELF = 'the thing itself, or what it rests on'
ONE_STATEMENT = 'one statement is a transaction anyway; this one only says how a COMMIT ended'
ANOTHER = 'another flush does its work, too: SQLite flushes the folder when its log is made'
AGAIN = 'no lab has a medium that forgets: a copy is read back before it is said to be whole, and can be made again'

EXCUSES = [
    ('src/archive/ktg-backup.c', 'renameat (self->to_fd', 'between two file systems: test-disk-errors.py plays EXDEV'),
    ('src/archive/ktg-snapshot.c', 'ktg_db_begin (', 'a copy that is not finished is swept, and never taken away'),
    ('src/db/ktg-transaction.c', 'ktg_db_begin (', ITSELF),
    ('src/seal/ktg-signing-key.c', 'ktg_signature_is_valid (', ITSELF),
    ('src/seal/ktg-proof.c', 'ktg_proof_is_valid (', ITSELF),
    ('src/wire/ktg-signed-envelope.c', 'ktg_envelope_is_signed_by (const KtgEnvelope', ITSELF),
    ('src/wire/ktg-signed-envelope.c', 'ktg_signature_is_valid (signer', ITSELF),
    ('src/archive/ktg-server-key.c', 'unlinkat (self.folder_fd', 'of a folder that nobody uses: one that is left is named at the next start'),
    ('src/store/ktg-roll.c', 'ktg_envelope_is_signed_by (envelope, event->author)',
     'an account is proven before it is kept, and lies under the seal since'),
    ('src/store/ktg-verification.c', 'ktg_envelope_is_signed_by (envelope, event->author)',
     'looked at when it came, which is a removal; it lies under the seal since'),
    ('src/sync/ktg-answer.c', 'ktg_proof_is_valid (', 'the same check as that of the key, which is a removal'),
    ('src/db/ktg-db.c', '*is_end || fsync (fd)', 'done by flush_way_to alone, which is a removal'),
    ('src/seal/ktg-vault.c', 'is_synced = fsync (fd)', ANOTHER),
    ('src/archive/ktg-server-key.c', 'renameat (self->folder_fd, new_name', ANOTHER),
    ('src/archive/ktg-server-key.c', 'fsync (self->folder_fd)', ANOTHER),
    ('src/seal/ktg-vault.c', 'rename (fresh', 'a part of "the key appears whole under its name"'),
    ('src/archive/ktg-depot.c', 'return fsync (folder_fd)', ANOTHER),
    ('src/store/ktg-profile.c', 'ktg_db_begin (', ONE_STATEMENT),
    ('src/store/ktg-store-files.c', 'ktg_db_begin (', ONE_STATEMENT),
    ('src/store/ktg-store-custody.c', 'ktg_db_begin (', ONE_STATEMENT),
    ('src/store/ktg-store-drafts.c', 'ktg_db_begin (', ONE_STATEMENT),
    ('src/store/ktg-filing.c', 'ktg_db_begin (profile->ledger->db', ONE_STATEMENT),
    ('src/store/ktg-recovery.c', 'ktg_db_begin (', 'each row goes by itself; together it is one flush'),
    ('src/store/ktg-projection.c', 'ktg_db_begin (', 'half a rebuild is done again at the next start'),
    ('src/store/ktg-verification.c', 'ktg_db_begin (', 'it is thrown away'),
    ('src/store/ktg-freeing.c', 'ktg_db_begin (', 'each row stands for itself: what half of it left is freed the next time'),
    ('src/store/ktg-store-sending.c', 'ktg_db_begin (ledger->db', ONE_STATEMENT),
    ('src/store/ktg-store-sending.c', 'ktg_db_begin (job->profile', 'each rule stands for itself, and what holds is seen'),
    ('src/paper/ktg-paper-file.c', 'fsync (fd)', AGAIN),
    ('src/seal/ktg-sum-folder.c', 'strlen (list)) && fsync (fd)', AGAIN),
    ('src/work/ktg-copy-name.c', 'access (to, F_OK) != 0 && rename', 'where a file system does not know "no replacing": none here'),
]


def is_taken_out(path, text, begin, end):
    for removal in REMOVALS:
        at = text.find(removal.old) if removal.path == path else -1
        if at >= 0 and at < end and begin < at + len(removal.old):
            return True
    return False


def is_excused(path, line, used):
    for excuse in EXCUSES:
        if excuse[0] == path and excuse[1] in line:
            used.add(excuse)
            return True
    return False


def strip_comments(text):
    """Comments become blanks of the same length."""
    return re.sub(r'/\*.*?\*/', lambda found: re.sub(r'[^\n]', ' ', found[0]), text, flags=re.DOTALL)


def find_stale():
    """The removals whose text stands in their file not once."""
    return [f'{removal.path}: "{removal.old.strip()}" is to stand there once' for removal in REMOVALS
            if (SOURCE / removal.path).read_text().count(removal.old) != 1]


def find_gaps():
    """Returns how many safeguards there are, and the lines of those nobody would miss."""
    problems, used, count = find_stale(), set(), 0
    for source in sorted((SOURCE / 'src').rglob('*.c')):
        path = str(source.relative_to(SOURCE))
        text = source.read_text()
        for found in SAFEGUARD.finditer(strip_comments(text)):
            count += 1
            begin = text.rfind('\n', 0, found.start()) + 1
            line = text[begin:text.find('\n', found.start())]
            if not is_taken_out(path, text, found.start(), found.end()) and not is_excused(path, line, used):
                problems.append(f'{path}: "{line.strip()}" is in no removal and has no excuse')
    problems += [f'{path}: there is no "{words}" to excuse' for path, words, _ in set(EXCUSES) - used]
    return count, problems
