# test-spin.py - the model of the exchange, checked whole; and without one rule each, the checker must find an error
#
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import re
import subprocess
import sys
import tempfile

MODEL = pathlib.Path(sys.argv[1])
RULES = ['NO_DEVICE_FSYNC', 'FILED_BEFORE_COMMIT', 'NO_IDEMPOTENCY', 'NO_SERVER_FSYNC', 'PURGE_BEFORE_RECEIPT']


def check(*defines):
    """The number of states, and the number of errors, of the model's whole state space."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['spin', '-a', *[f'-D{define}' for define in defines], MODEL], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run(['gcc', '-w', '-O2', '-DCOLLAPSE', '-DSAFETY', '-DVECTORSZ=512', '-o', 'pan', 'pan.c'],
                       cwd=folder, check=True)
        said = subprocess.run(['./pan', '-m100000', '-w24'], cwd=folder, check=True, capture_output=True,
                              text=True).stdout
    assert 'Search not completed' not in said or 'errors: 1' in said, said
    assert 'max search depth too small' not in said, said
    return (int(re.search(r'(\d+) states, stored', said).group(1)), int(re.search(r'errors: (\d+)', said).group(1)))


print(f'1..{1 + len(RULES)}')
states, errors = check('CRASHES=2', 'LOSSES=2')
print(f'{"ok" if errors == 0 and states > 1_000_000 else "not ok"} 1 - two devices, two reports each, two crashes: no error')
print(f'# {states} states, the whole space')
for number, rule in enumerate(RULES, 2):
    states, errors = check(rule)
    print(f'{"ok" if errors > 0 else "not ok"} {number} - without one rule the checker finds an error: {rule}')
