# test-rekap.py - a recap is the same in words, JSON and CSV, and a spreadsheet takes no word for a formula
#
# Usage: test-rekap.py KTG; PACKS and languages come from the environment.
#
# SPDX-License-Identifier: GPL-3.0-or-later

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

KTG = sys.argv[1]
FORMULA = '=HYPERLINK("http://example.org","Balai")'
REPORTS = [
    {'kind': 'lhp', 'place': {'region': '34.71.07.1002', 'words': 'Balai'}, 'violations': ['KE-05', 'KE-03'],
     'times': {'happened': '2024-11-10T23:59:59+07:00', 'known': '2024-11-11'}, 'account': 'Satu.'},
    {'kind': 'lhp', 'place': {'words': 'Balai, "lama"\nLantai 2'}, 'times': {'known': '2024-11-11'}, 'account': '+62 812 menelepon.'},
    {'kind': 'lhp', 'place': {'words': FORMULA + '\u202e'}, 'times': {'known': '2024-12-01'}, 'account': '-'},
]


def ktg(profile, *words, status=0, **environment):
    done = subprocess.run([KTG, '--profile', profile, *words], capture_output=True, check=False, env={**os.environ, **environment})
    assert done.returncode == status, (words, done.returncode, done.stderr)
    return (done.stderr if status else done.stdout).decode()


def file_all(folder, profile):
    for body in REPORTS:
        path = folder / 'report.json'
        path.write_text(json.dumps(body), encoding='utf-8')
        ktg(profile, 'file', path)


def read_csv(text):
    assert '\r\n' in text
    titles, *rows = csv.reader(io.StringIO(text, newline=''), strict=True)
    assert all(len(row) == len(titles) for row in rows), rows
    return rows


def sum_of(rows, part):
    return {code: int(number) for of, code, _, number in rows if of == part}


def check_counts(profile):
    counted = json.loads(ktg(profile, 'rekap', '--json'))
    rows = read_csv(ktg(profile, 'rekap', '--csv'))
    assert counted['reports'] == 3 and counted['suspected'] == 1 and counted['standings']['waiting'] == 3, counted
    assert sum_of(rows, 'Day') == {day['day']: day['reports'] for day in counted['days']} == {
        '2024-11-10': 1, '2024-11-11': 1, '2024-12-01': 1}
    assert sum_of(rows, 'Week from') == {'2024-11-04': 1, '2024-11-11': 1, '2024-11-25': 1}
    assert sum_of(rows, 'Suspected violation') == {'KE-03': 1, 'KE-05': 1}
    assert sum_of(rows, 'Area') == {'34.71.07.1002': 1, '': 2}


def check_words(profile):
    """No word that only the program knows is said to people, and what they know by its code has it."""
    told = ktg(profile, 'rekap', LANGUAGE='id').split('\n')
    counts = [line.split(maxsplit=1) for line in told if ' · ' in line[8:]]
    assert ['3', 'Ringkasan · Laporan'] in counts and ['3', 'Sudah sampai mana · menunggu'] in counts, told
    assert ['1', 'Hari · 10 Nov 2024'] in counts and ['1', 'Wilayah · Kelurahan Wirobrajan (34.71.07.1002)'] in counts, told
    assert any(words.startswith('Dugaan pelanggaran · ') and words.endswith(' (KE-05)') for _, words in counts), told
    for code in ('reports', 'unsuspected', 'at_server', 'lhp', '2024-11-10'):
        assert code not in '\n'.join(told), (code, told)


def check_reports(profile):
    rows = read_csv(ktg(profile, 'rekap', '--reports', '--from', '1 Nov 2024', '--to', '2024-11-30'))
    assert len(rows) == 2, rows
    assert rows[0][2] == 'Wirobrajan' and rows[1][2] == 'Balai, "lama"\nLantai 2', rows
    assert rows[1][3] == "'+62 812 menelepon.", rows
    last = read_csv(ktg(profile, 'rekap', '--reports', '--from', '2024-12-01'))
    assert last[0][2] == f"'{FORMULA}[U+202E]" and last[0][3] == "'-", last


def check_complaints(profile):
    assert 'not a day' in ktg(profile, 'rekap', '--from', '2024-13-01', status=2)
    assert 'before that' in ktg(profile, 'rekap', '--from', '2024-12-01', '--to', '2024-11-01', status=2)
    empty = ktg(profile, 'rekap', '--from', '2023-01-01', '--to', '2023-01-02')
    assert 'No reports' in empty and 'Drafts are not counted' in empty, empty


def main():
    checks = [check_counts, check_words, check_reports, check_complaints]
    print(f'1..{len(checks)}')
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        file_all(folder, folder / 'profile')
        for number, check in enumerate(checks, 1):
            check(folder / 'profile')
            print(f'ok {number} - {check.__name__.replace("_", " ")}', flush=True)


main()
