# make-locale.py - the smallest locale that the C library takes a name from
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: make-locale.py little|big FILE. What `localedef` would write for LC_MESSAGES: a magic number, how many texts,
# where they begin, and the texts: yes, no, two that nobody uses, and the code set. Nothing else of it is Indonesian.

import struct
import sys

MAGIC = 0x20031115 ^ 5  # of LC_MESSAGES, which is category 5
TEXTS = [b'^[yY]\0', b'^[nN]\0', b'\0', b'\0', b'UTF-8\0']

order = '<' if sys.argv[1] == 'little' else '>'
begin = 4 * (2 + len(TEXTS))
places = [begin + sum(map(len, TEXTS[:index])) for index in range(len(TEXTS))]
with open(sys.argv[2], 'wb') as file:
    file.write(struct.pack(f'{order}{2 + len(TEXTS)}I', MAGIC, len(TEXTS), *places) + b''.join(TEXTS))
