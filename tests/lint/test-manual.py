# test-manual.py - what the manual tells to press is there under that name
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-manual.py SOURCE_ROOT; prints TAP. In the manual what is bold is written somewhere in the app, letter by letter.
# What is bold with its full stop is a heading of the manual's own.

import ast
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])
MANUALS = {'id': 'docs/PANDUAN.md', 'en': 'docs/GUIDE.md'}
OWN_NAME = 'Kentongan'
KEY = re.compile(r'\b(?:(?:Ctrl|Shift)\+)+(?:Enter|[A-Z1-6,])|\bF\d+\b')
results = []


def report(name, problems):
    results.append(not problems)
    print(f'{"not ok" if problems else "ok"} {len(results)} - {name}')
    for problem in problems:
        print(f'# {problem}')


def entries_of(catalog):
    """Pairs of what stands in the source and what it is in Indonesian; a plural is two."""
    for block in catalog.split('\n\n'):
        words = {}
        for line in block.splitlines():
            if match := re.match(r'(msg\S+ )?(".*")$', line):
                key = (match[1] or key).strip()
                words[key] = words.get(key, '') + ast.literal_eval(match[2])
        if 'msgstr' in words:
            yield words['msgid'], words['msgstr']
        elif 'msgid_plural' in words:
            yield words['msgid_plural'], words['msgstr[0]']


def words_of_the_app():
    """Only what the sources say today: a translation may outlive its words."""
    names = [line for line in (ROOT / 'po' / 'POTFILES').read_text().splitlines() if re.match(r'ui/|src/(client|work)/', line)]
    with tempfile.TemporaryDirectory() as folder:
        template = f'{folder}/words.pot'
        subprocess.run(['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
                        '-o', template, *names], cwd=ROOT, capture_output=True, check=True)
        merged = subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--no-wrap', '-o', '-', 'po/id.po', template],
                                cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [(source.replace('_', ''), indonesian.replace('_', '')) for source, indonesian in entries_of(merged) if source]


def says(words, label):
    """A number, a name or a time stands where the source leaves room for it."""
    return words == label or ('%' in words and re.fullmatch(re.sub(r'%\d*\\?\$?[a-z]', '.+', re.escape(words)), label) is not None)


def topics_of(path):
    """What the manual says of each topic, by its code."""
    parts = re.split(r'<!-- topic: (\S+) -->\n', (ROOT / path).read_text(encoding='utf-8'))
    return dict(zip(parts[1::2], parts[2::2]))


def labels_in(text):
    bold = [re.sub(r'\s+', ' ', words) for words in re.findall(r'\*\*(.+?)\*\*', text, re.S)]
    states = re.findall(r'^\| ([^|]+?) \|', text, re.M)[1:]
    return [words for words in bold + states if not words.endswith('.') and words != OWN_NAME]


def keys_in(text):
    return set(KEY.findall(text))


def parts_of(text):
    """Paragraphs, items of a list and rows of a table."""
    return re.findall(r'^(?:\* |\d\. |\|)|(?<=\n\n)(?=\w|\*\*)', text, re.M)


def keys_of_the_app():
    """As the window of shortcuts shows them."""
    accelerators = re.findall(r'name="accelerator">(.*?)<', (ROOT / 'ui' / 'ktg-shortcuts-window.ui').read_text(encoding='utf-8'))
    for accelerator in accelerators:
        key = accelerator.replace('&lt;Control&gt;', 'Ctrl+').replace('&lt;Shift&gt;', 'Shift+')
        key = key.replace('Return', 'Enter').replace('comma', ',')
        first, _, last = key.partition('...')
        for number in range(int(first[-1]), int(last) + 1) if last else [None]:
            key = first[:-1] + str(number) if last else key
            yield re.sub(r'\+[a-z]$', lambda letter: letter.group().upper(), key)


def check_labels(words, manuals):
    for index, language in enumerate(('en', 'id')):
        report(f'what {MANUALS[language]} tells to press is there under that name',
               [f'{topic}: {label}' for topic, text in manuals[language].items() for label in labels_in(text)
                if not any(says(pair[index], label) for pair in words)])


def lacks(words, text, other, index):
    """Labels of a text that its other language does not name."""
    named = labels_in(other)
    for label in labels_in(text):
        there = [pair[1 - index] for pair in words if says(pair[index], label)]
        if there and not any(says(translation, name) for translation in there for name in named):
            yield label


def check_languages(words, manuals):
    problems = []
    for topic, english in manuals['en'].items():
        indonesian = manuals['id'].get(topic, '')
        problems += [f'{topic}: {MANUALS["id"]} lacks “{label}”' for label in lacks(words, english, indonesian, 0)]
        problems += [f'{topic}: {MANUALS["en"]} lacks “{label}”' for label in lacks(words, indonesian, english, 1)]
        problems += [f'{topic}: {key} stands in one language' for key in sorted(keys_in(english) ^ keys_in(indonesian))]
        if len(parts_of(english)) != len(parts_of(indonesian)):
            problems.append(f'{topic}: {len(parts_of(english))} parts in English, {len(parts_of(indonesian))} in Indonesian')
    report('both languages name the same things', problems)


def main():
    words = words_of_the_app()
    manuals = {language: topics_of(path) for language, path in MANUALS.items()}
    check_labels(words, manuals)
    known = set(keys_of_the_app())
    report('each key that the manual names is among the shortcuts',
           sorted({key for texts in manuals.values() for text in texts.values() for key in keys_in(text)} - known))
    check_languages(words, manuals)
    print(f'1..{len(results)}')
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main())
