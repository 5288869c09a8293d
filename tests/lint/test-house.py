# test-house.py - the house rules that a machine can check
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-house.py SOURCE_ROOT; prints TAP.

import pathlib
import re
import subprocess
import sys
import tempfile
import xml.dom.minidom

ROOT = pathlib.Path(sys.argv[1])
ROOMS = ['model', 'wire', 'seal', 'db', 'photo', 'picture', 'camera', 'store', 'archive', 'sync', 'http', 'work', 'paper', 'client', 'cli', 'server']

# What only one room (or two) may say. Each entry: a rule, a pattern, the rooms where it may stand.
WORDS_OF_ROOMS = [
    ('sqlite3 is spoken only in db', r'sqlite3', {'db'}),
    ('SQL is written only in store and archive', r'"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE TABLE)\b', {'store', 'archive'}),
    ('JSON is parsed and built only in wire', r'\bjson_[a-z]+_|json-glib', {'wire'}),
    ('libsodium is spoken only in seal', r'\bsodium|\bcrypto_[a-z]+_', {'seal'}),
    ('Nettle is spoken only in seal', r'\bsha256_|<nettle/', {'seal'}),
    ('HTTP is spoken only in sync and http', r'\bsoup_|\bMHD_', {'sync', 'http'}),
    ('GTK is spoken only in client', r'\bgtk_|\badw_', {'client'}),
    ('translated text stands only in work, paper, client and cli', r'\b(C_|N_|_|g_dgettext|gettext|ngettext) \("', {'work', 'paper', 'client', 'cli'}),
    ('pictures are decoded only in picture', r'\bgexiv2_|gdk_pixbuf_|\bWebP[A-Z]|\bcms[A-Z]', {'picture'}),
    ('PDF is spoken only in paper', r'\bcairo_pdf_|<cairo-pdf|\bcairo_tag_', {'paper'}),
    ('QR codes are drawn only in paper and server', r'\bQRcode_|<qrencode', {'paper', 'server'}),
    ('GStreamer is spoken only in camera', r'\bgst_|<gst/', {'camera'}),
]

# Time, chance and the environment come in as arguments; only programs read them.
CLOCKS = r'\b(g_get_real_time|g_date_time_new_now\w*|g_random_\w+|g_get_monotonic_time|g_getenv|getenv|time) \('
CLOCK_FREE = ['model', 'wire', 'seal', 'db', 'photo', 'picture', 'camera', 'store', 'archive', 'sync', 'paper']

FORBIDDEN = [
    ('no unbounded string functions', r'(?<![a-z_])(strcpy|strcat|sprintf|gets|system)\s*\('),
    ('no goto', r'^\s*goto\s'),
    ('no line comments', r'(^|\s)//(?!/)\s'),
    ('no promises left in the source', r'\b(TODO|FIXME|XXX|HACK)\b'),
]

SKIPS = r'g_test_skip|unittest\.skip|return 77|exit 77'

results = []


def report(name, problems):
    results.append(not problems)
    print(f'{"not ok" if problems else "ok"} {len(results)} - {name}')
    for problem in problems[:20]:
        print(f'# {problem}')


def tracked(*patterns):
    listing = subprocess.run(['git', '-C', str(ROOT), 'ls-files', '-co', '--exclude-standard', '--', *patterns],
                             capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listing.splitlines() if (ROOT / line).is_file()]


def code_of(path):
    """The file without its comments, line numbers kept."""
    text = path.read_text(encoding='utf-8')
    return re.sub(r'/\*.*?\*/', lambda match: '\n' * match.group().count('\n'), text, flags=re.S)


def places(paths, pattern, read=code_of):
    expression = re.compile(pattern, re.M)
    found = []
    for path in paths:
        text = read(path)
        for match in expression.finditer(text):
            line = text.count('\n', 0, match.start()) + 1
            found.append(f'{path.relative_to(ROOT)}:{line}: {match.group().strip()}')
    return found


def room_of(path):
    return path.relative_to(ROOT / 'src').parts[0]


def check_rooms(sources):
    for rule, pattern, rooms in WORDS_OF_ROOMS:
        report(rule, places([path for path in sources if room_of(path) not in rooms], pattern))
    report('only programs read clocks, chance and the environment',
           places([path for path in sources if room_of(path) in CLOCK_FREE], CLOCKS))
    for rule, pattern in FORBIDDEN:
        report(rule, places(sources, pattern))
    report('every source file lies in one of the rooms',
           [str(path.relative_to(ROOT)) for path in sources if room_of(path) not in ROOMS])


FUNCTION = re.compile(r'^(?:[A-Za-z].*[ *])?(ktg_[a-z0-9_]+) \([^;]*?\)\n\{', re.M | re.S)
FINISH = re.compile(r'^KTG_STORE_DEFINE_FINISH \((\w+),', re.M)
TYPE = re.compile(r'^\} (Ktg\w+);|^typedef (?:struct|enum) \w+ (Ktg\w+);|^G_DECLARE_\w+ \((Ktg\w+),', re.M)


def said_twice(paths, names):
    places = {}
    for path in paths:
        for name in names(path):
            places.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return [f'{name}: {", ".join(sorted(where))}' for name, where in sorted(places.items()) if len(where) > 1]


def functions_of(path):
    """What a file defines, written out or by a macro."""
    code = code_of(path)
    return FUNCTION.findall(code) + [f'ktg_store_{name}_finish' for name in FINISH.findall(code)]


def check_meanings(sources):
    report('no file has its name twice', said_twice([path for path in sources if path.name != 'main.c'], lambda path: [path.name]))
    report('no public function has its name twice',
           said_twice([path for path in sources if path.suffix == '.c'], functions_of))
    report('no type has its name twice',
           said_twice([path for path in sources if path.suffix == '.h'],
                      lambda path: [name for names in TYPE.findall(code_of(path)) for name in names if name]))


def undocumented(sources):
    """What a header promises is said above the function, where its code can be compared with it."""
    promised = {name for path in sources if path.suffix == '.h'
                for name in re.findall(r'\b(ktg_\w+) \(', code_of(path))}
    for path in sources:
        text = path.read_text(encoding='utf-8')
        if path.suffix == '.c':
            yield from (f'{path.relative_to(ROOT)}: {name}' for name in functions_of(path)
                        if name in promised and f'\n * {name}:\n' not in text)


def includes_of(sources, room):
    """Which of a room's names include which; a .c, its .h and its -private.h are one."""
    reached = {}
    for path in sources:
        if room_of(path) == room:
            included = re.findall(r'^#include "([\w-]+?)(?:-private)?\.h"', code_of(path), re.M)
            reached.setdefault(path.stem.removesuffix('-private'), set()).update(included)
    return {name: others - {name} for name, others in reached.items()}


def circles(includes):
    for start in includes:
        seen, waiting = set(), set(includes[start])
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting |= includes.get(name, set())
        if start in seen:
            yield start


def check_promises(sources):
    report('every public function says what it promises', list(undocumented(sources)))
    report('in no room a name includes itself by way of others',
           [f'{room}: {name}' for room in ROOMS for name in circles(includes_of(sources, room))])


def check_names(sources):
    homeless = re.compile(r'util|helper|common|misc|manager')
    report('no file without a noun', [str(path) for path in sources if homeless.search(path.stem)])


def function_lengths(path):
    name, start = None, None
    for number, line in enumerate(code_of(path).splitlines(), 1):
        head = re.match(r'([a-z_0-9]+) \(', line)
        if head:
            name = head.group(1)
        if line.startswith('{'):
            start = number
        elif line.startswith('}') and start is not None:
            yield name, start, number - start
            start = None


def check_sizes(sources):
    report('no source file over 800 lines',
           [f'{path.relative_to(ROOT)}: {count} lines' for path in sources
            for count in [len(path.read_text(encoding='utf-8').splitlines())] if count > 800])
    report('no function over 80 lines',
           [f'{path.relative_to(ROOT)}:{start}: {name}: {length} lines' for path in sources if path.suffix == '.c'
            for name, start, length in function_lengths(path) if length > 80])
    report('main.c stays under 60 lines',
           [str(path.relative_to(ROOT)) for path in sources if path.name == 'main.c'
            and len(path.read_text(encoding='utf-8').splitlines()) >= 60])


def check_weight():
    """What weighs more than any page or picture was not meant to be kept: a dump, a build, somebody's photos."""
    report('no file over a megabyte but the list of regions',
           [f'{path.relative_to(ROOT)}: {path.stat().st_size} bytes' for path in tracked()
            if path.stat().st_size > 1_000_000 and not path.name.startswith('regions-')])


def check_joins():
    """What joining two branches left in a page no compiler would say."""
    pages = [path for path in tracked() if path.suffix in {'.md', '.json', '.po', '.py', '.txt', '.sql', '.ui', '.css'}]
    report('no join was left half done',
           places(pages, r'^(<{7}|>{7}) .*$', lambda path: path.read_text(encoding='utf-8', errors='replace')))


def check_licences():
    named = tracked('*.c', '*.h', '*.py', '*.ui', '*.build', '*.sh', '*.sql', '*.css', 'dev', '.ci/run', '*.conf', '*.in')
    report('every file names its licence',
           [str(path.relative_to(ROOT)) for path in named
            if 'SPDX-License-Identifier: GPL-3.0-or-later' not in path.read_text(encoding='utf-8')[:2000]])


def check_heads(sources):
    """One hand: what a file is for, and then its licence, once."""
    problems = []
    for path in sources:
        head = path.read_text(encoding='utf-8').split('*/')[0]
        if head.count('SPDX-License-Identifier') != 1 or not head.rstrip().endswith('GPL-3.0-or-later'):
            problems.append(str(path.relative_to(ROOT)))
    report('a head says what its file is for, and then its licence', problems)


def check_templates():
    problems = []
    for path in tracked('ui/*.ui'):
        try:
            xml.dom.minidom.parse(str(path))
        except Exception as error:
            problems.append(f'{path.relative_to(ROOT)}: {error}')
        text = path.read_text(encoding='utf-8')
        for match in re.finditer(r'<property name="(label|title|tooltip-text|description|placeholder-text)">([^<]*\w[^<]*)<', text):
            problems.append(f'{path.relative_to(ROOT)}: not translatable: {match.group(2)}')
    report('templates are well formed and every word in them can be translated', problems)
    report('the class of a template names each type of ours in it', list(strange_types()))


def strange_types():
    """What a template is made of, and its class does not name: GTK 4.8 finds it all the same, newer versions show nothing."""
    for path in tracked('ui/*.ui'):
        text = path.read_text(encoding='utf-8')
        source = ROOT / 'src' / 'client' / f'{path.stem}.c'
        if '<template class="Ktg' not in text:
            continue
        for name in sorted(set(re.findall(r'<object class="Ktg(\w+)"', text))):
            macro = 'KTG_TYPE_' + '_'.join(re.findall('[A-Z][a-z0-9]*', name)).upper()
            if macro not in source.read_text(encoding='utf-8'):
                yield f'{path.relative_to(ROOT)}: Ktg{name}'


def words_of_the_desktop():
    """What the menu and the software centre say of the app."""
    for path in tracked('data/*.desktop.in'):
        yield from re.findall(r'^(?:GenericName|Comment|Keywords)=(.*)$', path.read_text(encoding='utf-8'), re.M)
    for path in tracked('data/*.metainfo.xml.in'):
        yield from re.findall(r'<(?:summary|p|li|caption)>(.*?)</', path.read_text(encoding='utf-8'), re.S)


def untranslated(names):
    """Words that no translation has, also where nobody has brought the translation up to date."""
    with tempfile.TemporaryDirectory() as folder:
        template = f'{folder}/words.pot'
        subprocess.run(['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
                        '--keyword=NC_:1c,2', '-o', template, *names], cwd=ROOT, capture_output=True, check=True)
        for path in tracked('po/*.po'):
            run = subprocess.run(['msgcmp', str(path), template], capture_output=True, text=True, env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'})
            if run.returncode != 0:
                yield f'{path.name}: {run.stderr.strip()}'


def check_translations():
    problems = []
    for path in tracked('po/*.po'):
        run = subprocess.run(['msgfmt', '--check', '--statistics', '-o', '/dev/null', str(path)],
                             capture_output=True, text=True, env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'})
        if run.returncode != 0 or 'untranslated' in run.stderr or 'fuzzy' in run.stderr:
            problems.append(f'{path.name}: {run.stderr.strip()}')
    listed = {line.strip() for line in (ROOT / 'po' / 'POTFILES').read_text().splitlines() if line and line[0] != '#'}
    for path in tracked('src/client/*.c', 'src/cli/*.c', 'src/paper/*.c', 'src/work/*.c', 'ui/*.ui'):
        text = path.read_text(encoding='utf-8')
        if re.search(r'\b_ \("|\bngettext \(|translatable="', text) and str(path.relative_to(ROOT)) not in listed:
            problems.append(f'po/POTFILES lacks {path.relative_to(ROOT)}')
    problems += [f'po/POTFILES: there is no {name}' for name in sorted(listed) if not (ROOT / name).is_file()]
    problems += untranslated(sorted(name for name in listed if (ROOT / name).is_file()))
    for path in tracked('po/*.po'):
        known = subprocess.run(['msgcat', '--no-wrap', str(path)], capture_output=True, text=True, check=True).stdout
        problems += [f'{path.name} lacks {words}' for words in words_of_the_desktop() if f'msgid "{words}"' not in known]
    report('every translation is whole', problems)


def check_tests():
    report('no test is skipped', places([path for path in tracked('tests/*.c', 'tests/*.py') if path.name != 'test-house.py'],
                                        SKIPS, read=lambda path: path.read_text(encoding='utf-8')))
    report('no promises left elsewhere',
           places([path for path in tracked('*.md', '*.ui', '*.json', 'data/*', 'tests/*.py')
                   if path.name != 'test-house.py' and path.suffix not in ('.svg', '.png', '.jpg', '.gz')],
                  r'\b(TODO|FIXME|XXX|HACK)\b', read=lambda path: path.read_text(encoding='utf-8')))


def named_tests(text):
    """What a page names as `room/test-topic.c: /path/of-a-test, /another`, or as a whole file."""
    for path, names in re.findall(r'`([a-z0-9]+/[\w.-]+\.(?:c|py))(?:: ([^`]+))?`', text):
        yield path, [name for name in names.split(', ') if name]


def is_named_in(text, part):
    """A part of a test's path stands there whole, or as two halves that the program joins."""
    cuts = [place + 1 for place, letter in enumerate(part) if letter == '-']
    return (re.search(rf'(?<![\w-]){re.escape(part)}(?![\w-])', text) is not None
            or any(f'{part[:cut]}"' in text and f'"{part[cut:]}"' in text for cut in cuts))


def check_threats():
    page = (ROOT / 'docs' / 'THREATS.md').read_text(encoding='utf-8')
    problems = []
    for path, names in named_tests(page):
        file = ROOT / 'tests' / path
        text = file.read_text(encoding='utf-8') if file.is_file() else ''
        problems += [f'no tests/{path}'] if not file.is_file() else []
        problems += [f'no {name} in tests/{path}' for name in names
                     if not all(is_named_in(text, part) for part in name.strip('/').split('/'))]
    problems += [f'no test: {line[:60]}…' for line in page.splitlines()
                 if line.startswith('| ') and not line.startswith('| what ') and not list(named_tests(line))]
    report('every row of docs/THREATS.md names tests that are there', problems)


PINS = {'archive': r'sha256: [0-9a-f]{64}$', 'git': r'commit: [0-9a-f]{40}$'}
WITHOUT_PIN = {'dir', 'script'}


def unpinned_sources(manifest):
    """A source begins with its type and ends where the next thing in the list does."""
    for source in re.findall(r'^( +- type: .*\n(?: {8,}(?!- ).*\n)*)', manifest, re.M):
        kind = re.search(r'type: (\w+)', source).group(1)
        if kind not in WITHOUT_PIN and (kind not in PINS or not re.search(PINS[kind], source, re.M)):
            yield f'not pinned: {" ".join(source.split())}'


def check_flatpak():
    """What is fetched is what was meant, and what it may is what is told."""
    manifest = (ROOT / 'flatpak' / 'id.kentongan.Kentongan.yml').read_text(encoding='utf-8')
    page = (ROOT / 'docs' / 'FLATPAK.md').read_text(encoding='utf-8')
    report('what the Flatpak fetches is pinned', list(unpinned_sources(manifest)))
    granted = re.findall(r'^ +- (--\S+)$', re.search(r'^finish-args:\n((?: .*\n)+)', manifest, re.M).group(1), re.M)
    told = re.findall(r'^\| `(--\S+)` \| \S', page, re.M)
    report('docs/FLATPAK.md gives the reason of each permission, and of no other',
           [f'only on one side: {permission}' for permission in sorted(set(granted) ^ set(told))] if granted else ['no permissions found'])
    modules = re.findall(r'^  - name: (\S+)$', manifest, re.M)
    table = page.split('## What is in it')[1]
    report('docs/FLATPAK.md says what each module is for',
           [f'not told: {name}' for name in modules if name != 'kentongan' and not re.search(rf'^\| [^|]*\b{name}\b', table, re.M)])


def main():
    sources = tracked('src/*.c', 'src/*.h')
    check_rooms(sources)
    check_meanings(sources)
    check_promises(sources)
    check_names(sources)
    check_sizes(sources)
    check_weight()
    check_joins()
    check_licences()
    check_heads(sources + tracked('tests/*.c', 'tests/*.h'))
    check_templates()
    check_translations()
    check_tests()
    check_threats()
    check_flatpak()
    print(f'1..{len(results)}')


main()
