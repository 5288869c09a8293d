#!/usr/bin/env python3
# make-regions.py - the list of regions and the codes that went, from two editions of idn-area-data
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: make-regions.py OLDER NEWER VERSION LIST FORMER
#
# OLDER and NEWER are folders with provinces.csv, regencies.csv, districts.csv and villages.csv. LIST
# becomes the newer edition, FORMER what only the older has. Nothing else is read, nothing is fetched;
# README.md beside this file says where the editions are from and under which licence.

import collections
import csv
import pathlib
import sys

FILES = ('provinces.csv', 'regencies.csv', 'districts.csv', 'villages.csv')
NOTICE = '''# version: {version}
# source: Kepmendagri 300.2.2-2138 Tahun 2025, from idn-area-data {editions}
# licence: ODbL-1.0, https://opendatacommons.org/licenses/odbl/1-0/
'''


def clean(name):
    """An apostrophe became a quotation mark on its way out of the decree: Ra"as is Ra'as."""
    return ' '.join(name.replace('"', "'").split())


def as_title(name):
    """The older edition has the upper levels in capitals."""
    return name.title() if name.isupper() and len(name) > 3 else name


def read(folder):
    rows = {}
    for file in FILES:
        with (pathlib.Path(folder) / file).open(encoding='utf-8', newline='') as lines:
            for row in csv.DictReader(lines):
                if row['code'] in rows:
                    raise SystemExit(f'{file}: {row["code"]} comes twice')
                rows[row['code']] = clean(row['name'])
    return rows


def key(code, name):
    """What makes two regions namesakes: their level and their letters."""
    return code.count('.'), ''.join(letter for letter in name.casefold() if letter.isalnum())


def same_place(old, new):
    """Papua Barat Daya (96) came out of Papua Barat (92); all else that moved stayed in its regency."""
    return new[:5] == old[:5] or old.startswith('92') and new.startswith('96')


def successor(code, name, born):
    """The one new code there that has the name; none if there are several, or none."""
    found = [new for new in born[key(code, name)] if same_place(code, new)]
    return found[0] if len(found) == 1 else ''


def field(text):
    return f'"{text}"' if ',' in text or ';' in text else text


def write(path, head, rows):
    lines = [','.join(field(text) for text in row) + '\n' for row in rows]
    pathlib.Path(path).write_text(head + ''.join(lines), encoding='utf-8')


def main(older, newer, version, path, former_path):
    old, new = read(older), read(newer)
    born = collections.defaultdict(list)
    for code in sorted(set(new) - set(old)):
        born[key(code, new[code])].append(code)
    former = [(code, as_title(old[code]), successor(code, old[code], born)) for code in sorted(set(old) - set(new))]
    write(path, NOTICE.format(version=version, editions='4.0.1') + 'code,name\n', sorted(new.items()))
    write(former_path, NOTICE.format(version=version.split('.')[0], editions='3.0.0 and 4.0.1') + 'code,name,successor\n', former)
    print(f'{len(new)} regions; {len(former)} codes went, {sum(row[2] != "" for row in former)} with a successor')


main(*sys.argv[1:])
