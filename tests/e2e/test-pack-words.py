# test-pack-words.py - nothing that a pack says is unread: each of its texts shows, and each other key has its reader
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each text of each pack gets a mark of its own; then all that ktg shows of the packs, and of reports from six years, is searched
# for the marks. What only the app shows, and what is no text, stands in a table with the line of the program that reads it.

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from packs import in_order, read_newest  # noqa: E402
from processes import ENVIRONMENT, PACKS, SOURCE, Device, WorldCase, main, make_photo  # noqa: E402

LANGUAGES = ('id', 'en')
TEXTS = ('legal_basis', 'source', 'title', 'address')
DAYS = ('2012-09-19', '2020-08-26', '2022-01-10', '2024-02-01', '2024-11-12', '2025-08-20', '2026-06-01')
REPEATED_DAYS = ('2025-07-10', '2025-08-30')  # of the election that one regency had again

# What ktg has no page for: which list or row, and who shows it.
IN_THE_APP = {
    'forms.lists[kinds].detail': ('client/ktg-choice-row.c', 'choice->detail'),
    'forms.lists[origins].detail': ('client/ktg-evidence-row.c', '"origins"'),
    'forms.lists[position_groups].name': ('client/ktg-person-row.c', '"position_groups"'),
    'guide.articles[].name': ('work/ktg-reference.c', '&article->name'),
    'guide.articles[].text': ('work/ktg-reference.c', '&article->text'),
    'guide.articles[].legal_basis': ('work/ktg-reference.c', 'article->legal_basis'),
    'guide.articles[].source': ('work/ktg-reference.c', 'article->source'),
    'guide.cases[].situation': ('client/ktg-self-test-page.c', '->situation'),
    'guide.cases[].answers[].name': ('client/ktg-self-test-page.c', 'answer->name'),
    'guide.cases[].why': ('client/ktg-self-test-page.c', '->why'),
    'guide.cases[].legal_basis': ('client/ktg-self-test-page.c', '->legal_basis'),
    'guide.cases[].source': ('client/ktg-self-test-page.c', '->source'),
    'gestures.lists[gestures].name': ('work/ktg-facts.c', '"gestures"'),
}

# What only an edition says that another has taken the place of, whatever the day.
FORMER = {'forms.lists[review_states].detail', 'forms.lists[review_states].name'}

EVERY_PACK = {
    'format': ('wire/ktg-pack-json.c', '"format"'),
    'pack': ('wire/ktg-pack-json.c', '"pack"'),
    'version': ('work/ktg-pack-words.c', 'part->version'),
    'verified': ('work/ktg-pack-words.c', 'is_verified'),
    'lists[].code': ('model/ktg-pack.c', 'find'),
    'lists[].choices': ('model/ktg-pack.c', 'choices'),
    'lists[].choices[].code': ('model/ktg-pack-part.c', 'choice->code'),
    'lists[].choices[].from': ('model/ktg-pack.c', 'ktg_period_has_day (&choice->period'),
    'lists[].choices[].until': ('model/ktg-pack.c', 'ktg_period_has_day (&choice->period'),
    'lists[].choices[].emoji': ('client/ktg-gesture-tile.c', '->emoji'),
    'lists[].choices[].allowed': ('work/ktg-gesture-words.c', 'is_allowed'),
    'lists[].choices[].fingers': ('work/ktg-gesture-words.c', '->fingers'),
}

OF_ONE_PACK = {
    'rules.violations[].code': ('model/ktg-pack-rules.c', 'violation->code'),
    'rules.violations[].from': ('model/ktg-pack-rules.c', 'ktg_period_has_day (&violation->period'),
    'rules.violations[].until': ('model/ktg-pack-rules.c', 'ktg_period_has_day (&violation->period'),
    'rules.violations[].category': ('work/ktg-law-words.c', '->category'),
    'rules.violations[].phase': ('work/ktg-law-words.c', '->phase'),
    'rules.violations[].regimes': ('model/ktg-pack-entry.c', 'violation->regimes'),
    'rules.violations[].statuses': ('work/ktg-law-words.c', '->statuses'),
    'rules.violations[].sanction_min': ('work/ktg-law-words.c', 'sanction_min'),
    'rules.violations[].sanction_max': ('work/ktg-law-words.c', 'sanction_max'),
    'rules.violations[].confidence': ('work/ktg-law-words.c', 'violation->confidence'),
    'rules.violations[].sanction_confidence': ('work/ktg-law-words.c', 'sanction_confidence'),
    'rules.violations[].keywords': ('model/ktg-pack-rules.c', 'violation->keywords'),
    'rules.violations[].usual': ('work/ktg-usual.c', 'first->usual'),
    'rules.violations[].apart[].from': ('work/ktg-law-words.c', 'ktg_period_has_day (&apart->period'),
    'rules.violations[].apart[].until': ('work/ktg-law-words.c', 'ktg_period_has_day (&apart->period'),
    'rules.violations[].apart[].statuses': ('work/ktg-law-words.c', 'apart->statuses'),
    'rules.violations[].apart[].confidence': ('work/ktg-law-words.c', 'apart->confidence'),
    'calendar.elections[].code': ('wire/ktg-pack-json.c', 'election->code'),
    'calendar.elections[].regime': ('model/ktg-pack-calendar.c', 'election->regime'),
    'calendar.elections[].report_days': ('model/ktg-pack-calendar.c', 'election->report_days'),
    'calendar.elections[].ballot_numbers': ('work/ktg-gesture-words.c', '->ballot_numbers'),
    'calendar.elections[].regions': ('model/ktg-election.c', 'election->regions'),
    'calendar.elections[].confidence': ('work/ktg-law-words.c', 'election->confidence'),
    'calendar.elections[].stages[].code': ('model/ktg-pack-part.c', 'stage->code'),
    'calendar.elections[].stages[].first_day': ('model/ktg-election.c', 'stage->first_day'),
    'calendar.elections[].stages[].last_day': ('model/ktg-election.c', 'stage->last_day'),
    'calendar.elections[].stages[].phase': ('model/ktg-election.c', 'stage->phase'),
    'calendar.elections[].stages[].confidence': ('work/ktg-law-words.c', 'stage->confidence'),
    'forms.terms[].regime': ('model/ktg-term.c', 'term->regime'),
    'forms.terms[].code': ('model/ktg-pack-part.c', 'term->code'),
    'forms.terms[].from': ('model/ktg-term.c', 'term->period'),
    'forms.terms[].until': ('model/ktg-term.c', 'term->period'),
    'forms.terms[].days': ('model/ktg-report-clock.c', 'term->days'),
    'forms.terms[].day_kind': ('model/ktg-report-clock.c', 'term->day_kind'),
    'forms.terms[].kinds': ('model/ktg-term.c', 'term->kinds'),
    'forms.terms[].starts': ('model/ktg-report-clock.c', 'term->starts'),
    'forms.terms[].duty': ('work/ktg-deadline-words.c', 'term->duty'),
    'forms.terms[].confidence': ('work/ktg-deadline-words.c', 'term->confidence'),
    'procedure.steps[].code': ('model/ktg-pack-procedure.c', 'step->code'),
    'procedure.steps[].regimes': ('model/ktg-procedure-step.c', 'step->regimes'),
    'procedure.steps[].state': ('model/ktg-procedure-step.c', 'step->state'),
    'procedure.steps[].roles': ('model/ktg-case-judge.c', 'step->roles'),
    'procedure.steps[].levels': ('model/ktg-case-judge.c', 'step->levels'),
    'procedure.steps[].after': ('model/ktg-case-judge.c', 'step->after'),
    'procedure.steps[].needs': ('model/ktg-case-judge.c', 'step->needs'),
    'procedure.steps[].values[].code': ('model/ktg-case-judge.c', 'value->code'),
    'procedure.steps[].values[].list': ('model/ktg-case-judge.c', 'value->list'),
    'procedure.steps[].values[].required': ('model/ktg-case-judge.c', 'value->is_required'),
    'procedure.steps[].values[].decides': ('model/ktg-case-judge.c', 'value->decides'),
    'procedure.steps[].starts': ('model/ktg-case-clock.c', 'step->starts'),
    'procedure.steps[].stops': ('model/ktg-case-clock.c', 'step->stops'),
    'procedure.steps[].hands_over': ('model/ktg-case-judge.c', 'step->hands_over'),
    'procedure.steps[].final': ('model/ktg-case-clock.c', 'step->is_final'),
    'procedure.steps[].confidence': ('model/ktg-procedure-step.c', 'KtgProcedureStep, confidence'),
    'holidays.years[].year': ('model/ktg-holiday.c', 'candidate->year'),
    'holidays.years[].confidence': ('work/ktg-deadline-words.c', 'confidence'),
    'holidays.years[].days[].day': ('work/ktg-deadline-words.c', 'holiday->day'),
    'holidays.years[].days[].joint_leave': ('work/ktg-deadline-words.c', 'is_joint_leave'),
    'places.zones[].code': ('work/ktg-deadline-words.c', 'zone->code'),
    'places.zones[].offset_minutes': ('model/ktg-zone.c', 'offset_minutes'),
    'places.zones[].regions': ('model/ktg-pack-calendar.c', 'zone->regions'),
    'places.levels[].kind': ('model/ktg-region-names.c', 'label->kind'),
    'places.levels[].regions': ('model/ktg-region-names.c', 'label->regions'),
    'places.aliases[].said': ('model/ktg-region-query.c', 'alias->said'),
    'places.aliases[].region': ('model/ktg-region-query.c', 'alias->region'),
    'places.prefixes[].said': ('model/ktg-region-query.c', 'prefix->said'),
    'places.prefixes[].kind': ('model/ktg-region-query.c', 'prefix->kind'),
    'guide.articles[].code': ('work/ktg-reference.c', 'article->code'),
    'guide.articles[].part': ('work/ktg-reference.c', 'article->part'),
    'guide.articles[].from': ('model/ktg-pack-guide.c', '&article->period'),
    'guide.articles[].until': ('model/ktg-pack-guide.c', '&article->period'),
    'guide.articles[].keywords': ('work/ktg-reference.c', 'article->keywords'),
    'guide.articles[].see': ('work/ktg-reference.c', 'article->see'),
    'guide.articles[].confidence': ('work/ktg-reference.c', 'article->confidence'),
    'guide.cases[].code': ('model/ktg-sample-case.c', 'sample->code'),
    'guide.cases[].answers[].code': ('work/ktg-self-test.c', '->code'),
    'guide.cases[].right': ('work/ktg-self-test.c', 'sample->right'),
    'guide.cases[].see': ('work/ktg-self-test.c', 'sample->see'),
    'guide.cases[].confidence': ('client/ktg-self-test-page.c', '->confidence'),
    'form.form': ('wire/ktg-pack-json.c', 'FORM'),
    'form.kinds': ('model/ktg-form.c', 'form->kinds'),
    'form.regimes': ('model/ktg-form.c', 'form->regimes'),
    'form.issued_from': ('wire/ktg-form-check.c', 'issued_from'),
    'form.sections[].code': ('cli/ktg-forms-verb.c', 'section->code'),
    'form.fields[].code': ('cli/ktg-forms-verb.c', 'field->code'),
    'form.fields[].type': ('cli/ktg-forms-verb.c', 'field->type'),
    'form.fields[].need': ('cli/ktg-forms-verb.c', 'field->need'),
    'form.fields[].section': ('cli/ktg-forms-verb.c', 'field->section'),
    'form.fields[].spine': ('cli/ktg-forms-verb.c', 'field->spine'),
    'form.fields[].confidence': ('cli/ktg-forms-verb.c', 'field->confidence'),
    'form.fields[].number': ('wire/ktg-filled-form-json.c', 'field->number'),
    'form.fields[].list': ('model/ktg-pack-forms.c', 'field->list'),
    'form.fields[].options[].code': ('cli/ktg-forms-verb.c', 'choice->code'),
    'form.fields[].from': ('work/ktg-form-words.c', 'field->from'),
    'form.fields[].parts': ('client/ktg-parts-field.c', 'parts'),
    'form.fields[].shown_if.field': ('cli/ktg-forms-verb.c', 'shown_if_field'),
    'form.fields[].shown_if.is': ('cli/ktg-forms-verb.c', 'shown_if_is'),
    'form.fields[].default': ('work/ktg-form-fill.c', 'default_text'),
    'form.fields[].search': ('model/ktg-pack-forms.c', 'is_searched'),
    'form.fields[].secret': ('wire/ktg-filled-form-json.c', 'is_secret'),
    'form.fields[].prints': ('work/ktg-facts.c', 'is_not_printed'),
}


def is_words(value):
    return isinstance(value, dict) and bool(value) and set(value) <= set(LANGUAGES)


class Marks:
    """Packs with a mark in each text, and where each mark and each other key stands."""

    def __init__(self):
        self.places = {}
        self.keys = set()

    def mark(self, text, place):
        mark = f'q{len(self.places)}q'
        self.places[mark] = place
        return f'{text} {mark}'

    def marked_text(self, key, value, place):
        if is_words(value):
            return {language: self.mark(text, place) for language, text in value.items()}
        if key in TEXTS and isinstance(value, str):
            return self.mark(value, place)
        return None

    def marked(self, value, place):
        if isinstance(value, list):
            return [self.marked(each, f'{place}[]') for each in value]
        if not isinstance(value, dict):
            self.keys.add(place.removesuffix('[]'))
            return value
        return {key: self.marked_member(key, each, place) for key, each in value.items()}

    def marked_member(self, key, value, place):
        text = self.marked_text(key, value, f'{place}.{key}')
        return text if text is not None else self.marked(value, f'{place}.{key}')

    def marked_lists(self, lists, pack):
        """A list may be shown where another is not."""
        for each in lists:
            each['choices'] = [{key: self.marked_text(key, value, f'{pack}.lists[{each["code"]}].{key}') or value
                                for key, value in choice.items()} for choice in each['choices']]

    def marked_pack(self, pack):
        self.marked_lists(pack.get('lists', []), pack['pack'])
        self.marked({'lists': [{**each, 'choices': [{key: value for key, value in choice.items() if not is_words(value)}
                                                    for choice in each['choices']]} for each in pack.get('lists', [])]}, pack['pack'])
        lists = pack.pop('lists', None)
        return {**self.marked(pack, pack['pack']), **({'lists': lists} if lists else {})}


class PackWords(WorldCase):
    def setUp(self):
        super().setUp()
        self.marks = Marks()
        self.packs = self.folder / 'packs'
        self.packs.mkdir()
        for path in PACKS.glob('*.csv'):
            (self.packs / path.name).symlink_to(path)
        for path in in_order(PACKS):
            marked = self.marks.marked_pack(json.loads(path.read_text()))
            (self.packs / path.name).write_text(json.dumps(marked))

    def ktg(self, language, *words):
        environment = {**ENVIRONMENT, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': language, 'KENTONGAN_LOCALE': os.environ['KENTONGAN_LOCALE'],
                       'KENTONGAN_PACKS': str(self.packs)}
        done = Device(self.folder, environment=environment).run(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout + done.stderr

    def codes(self, pack, name):
        return [choice['code'] for each in read_newest(PACKS, pack)['lists'] if each['code'] == name for choice in each['choices']]

    def file_report(self, kind, day, region='34.71.06.1002'):
        violations = {each['code'] for path in in_order(PACKS, 'rules') for each in json.loads(path.read_text())['violations']}
        body = {'kind': kind, 'place': {'region': region, 'class': 'office', 'words': 'Balai'}, 'phase': 'calon', 'openness': 'open',
                'times': {'happened': f'{day}T10:00:00+07:00', 'known': day}, 'violations': sorted(violations),
                'tags': self.codes('forms', 'tags'), 'account': 'Dilihat dari jalan.',
                'persons': [{'role': 'reported', 'name': 'Ani', 'status': code} for code in self.codes('forms', 'person_statuses')]}
        path = self.folder / 'body.json'
        path.write_text(json.dumps(body))
        return self.ktg('en', 'file', path, '--photo', make_photo(self.folder / 'IMG-20241112-WA0007.jpg', 640, 480)).strip()

    def take_steps(self, report):
        """What says something of each kind; that this device is no office's is no matter to the words."""
        values = self.folder / 'values.json'
        for step, said in (('initial_review', {'formal': 'yes', 'material': 'no'}), ('violation', {'class': 'ethics'}),
                           ('forwarded', {'body': 'bkn'})):
            values.write_text(json.dumps(said))
            self.ktg('en', 'step', report, step, '--anyway', '--values', values, '--number', '7', '--reason', 'Terbukti.')

    def show_everything(self):
        for kind in ('lhp', 'public_report'):
            for day in DAYS:
                self.file_report(kind, day)
        for day in REPEATED_DAYS:
            self.file_report('lhp', day, '19.01')
        reports = [report['report'] for report in json.loads(self.ktg('en', 'list', '--json'))]
        self.assertEqual(len(reports), 2 * len(DAYS) + len(REPEATED_DAYS))
        self.take_steps(reports[0])
        pages = [('packs',), ('forms',), ('list',), ('status',), ('case', reports[0]), *(('show', report) for report in reports)]
        return {language: ''.join(self.ktg(language, *page) for page in pages) for language in LANGUAGES}

    def assert_read(self, place, reader):
        path, line = reader
        self.assertTrue(line in (SOURCE / 'src' / path).read_text(), f'{place} is not read in {path} by {line}')

    def test_each_text_of_a_pack_shows_in_both_languages(self):
        shown = self.show_everything()
        for language in LANGUAGES:
            seen = {self.marks.places[mark] for mark in re.findall(r'q\d+q', shown[language])}
            for place in sorted(set(self.marks.places.values()) - seen - FORMER):
                with self.subTest(place=place, language=language):
                    self.assertTrue(place in IN_THE_APP, f'{place} shows nowhere')
                    self.assert_read(place, IN_THE_APP[place])

    def test_each_other_key_has_its_reader(self):
        for place in sorted(self.marks.keys):
            reader = OF_ONE_PACK.get(place) or EVERY_PACK.get(place.split('.', 1)[1])
            with self.subTest(place=place):
                self.assertIsNotNone(reader, f'nobody is said to read {place}')
                self.assert_read(place, reader)


main()
