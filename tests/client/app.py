# app.py - the app, driven by the names that a screen reader hears
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import os
import pathlib
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

DEADLINE_S = 60
FEW_ASKS = 8
# A laptop stands where its village is: "today" is one day for both, at whatever hour the tests are played.
ZONE = 'Asia/Jakarta'
# What newer versions of GTK and at-spi2 call it.
ROLES = {'push button': ('push button', 'button', 'toggle button'), 'panel': ('panel', 'grouping')}

LEAVES = ('label', 'image', 'icon', 'separator', 'scroll bar')


class App:
    """One start of the app over a profile of its own."""

    def __init__(self, program, profile, *arguments, **environment):
        self.log = open(pathlib.Path(profile).with_suffix('.log'), 'ab')
        self.process = subprocess.Popen([program, '--profile', str(profile), *arguments],
                                        env={**os.environ, 'TZ': ZONE, **environment}, stderr=self.log)
        self.meet()

    def meet(self):
        """It is started, by whomever."""
        self.headers = []
        self.texts = {}
        self.root = wait_for('the app on the accessibility bus', self._find_root)

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and self.is_own(child) and child.get_child_count() > 0:
                return child
        return None

    def is_own(self, root):
        return root.get_process_id() == self.process.pid

    def find_now(self, role, name=None, starts=None, after=None, within=None):
        """To look @within a part of the window is quick: each step in the tree is a question to the app. A tree that
        changes while one walks in it is walked once more."""
        deadline = time.monotonic() + DEADLINE_S
        while True:
            try:
                return self._walk_to(role, name, starts, after, within)
            except GLib.Error:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise

    def _walk_to(self, role, name, starts, after, within):
        seen = after is None
        for node, own_role in walk(within or self.root):
            if not seen:
                seen = node == after
            elif own_role in ROLES.get(role, (role,)) and is_named(node, name, starts) and can_be_meant(node, role):
                return node
        return None

    def find(self, role, name=None, starts=None, after=None, within=None):
        return wait_for(f'a {role} called “{name or starts}”', lambda: self.find_now(role, name, starts, after, within))

    def find_beginning(self, say=lambda words: words):
        """What begins a report. A new profile shows only what begins the first one; older versions of GTK also say what is
        hidden."""
        return wait_for('a button that begins a report', lambda: self.find_now('push button', say('New Report'))
                        or self.find_now('push button', say('Write the First Report')))

    def begin_report(self, say=lambda words: words):
        press_button(self.find_beginning(say))

    def press(self, name, after=None, within=None):
        anchor = None if after is None else self.find('push button', after)
        press_button(self.find('push button', name, after=anchor, within=within))

    def press_in_menu(self, menu, name, letter):
        """GTK 4.18 says no names of what is in a menu, only the letter that chooses it."""
        self.press(menu)
        press_button(wait_for(f'“{name}” in the menu', lambda: self.find_now('menu item', name) or self._find_lettered(letter)))

    def _find_lettered(self, letter):
        return next((node for node, role in walk(self.root) if role == 'menu item' and not node.get_name()
                     and (node.get_attributes() or {}).get('keyshortcuts', '').split()[-1:] == [f'Alt+{letter}']), None)

    def press_first(self, starts):
        press_button(self.find('push button', starts=starts))

    def write(self, name, text, within=None):
        entry = self._known_text(name, within) or self.find('text', name, within=within)
        self.texts[name, within] = entry
        assert Atspi.EditableText.set_text_contents(entry, text), f'“{name}” cannot be written in'

    def _known_text(self, name, within):
        """What was written in before need not be looked for again. What has left the window answers no longer."""
        node = self.texts.get((name, within))
        with contextlib.suppress(GLib.Error):
            if node is not None and is_named(node, name, None):
                return node
        return None

    def go_to(self, title):
        """Opens a section that is folded; where nothing moves, its first field then has the keyboard. Gives what it is in."""
        header = self._known_header(title) or wait_for(f'the section “{title}”', lambda: self._find_header(title))
        if not has_state(header, Atspi.StateType.EXPANDED):
            press_button(header)
        wait_for(f'“{title}”, opened,', lambda: has_state(header, Atspi.StateType.EXPANDED))
        return header.get_parent()

    def _known_header(self, title):
        """A section that came by on the way to another one, and is still there."""
        for node in self.headers:
            with contextlib.suppress(GLib.Error):
                if node.get_name().startswith(title):
                    return node
        return None

    def _find_header(self, title):
        """The heads of all sections are heard in one walk."""
        self.headers = [node for node, role in walk(self.root) if role in ROLES['push button'] and is_header(node)]
        return self._known_header(title)

    def search_and_take(self, name, words, found):
        self.write(name, words)
        self.press_first(f'Choose {found}')

    def file_report(self, say=lambda words: words):
        """Gives the sheet on which it is to be signed."""
        self.press(say('Put in Queue'))
        node = self.find('push button', say('Back to Writing'))
        while node.get_parent().get_role_name() != 'application':
            node = node.get_parent()
        return node

    def sign(self, sheet, say=lambda words: words):
        """What does not fit is seen first."""
        def comes_to_the_end():
            rest = self.find_now('push button', say('See the Rest'), within=sheet)
            if rest is not None:
                press_button(rest)
            return self.find_now('push button', say('Sign'), within=sheet)

        press_button(wait_for('the end of what is signed', comes_to_the_end))

    def read(self, name):
        entry = self.find('text', name)
        return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))

    def wait_for_words(self, words):
        return wait_for(f'the words “{words}”', lambda: self.find_now('label', words))

    def leave(self):
        """As a person does: what was typed last is kept. To be closed is to be killed."""
        keys('ctrl+q')
        self.process.wait(DEADLINE_S)
        self.close()

    def close(self):
        if self.log.closed:
            return
        self.process.terminate()
        self.process.wait(DEADLINE_S)
        self.log.close()


def is_named(node, name, starts):
    own = node.get_name() or ''
    if starts is not None:
        return own.startswith(starts)
    # GTK 4.8 says the name of a button with a mnemonic twice, and may say the letter's mark, too.
    return name is None or own in (name, f'{name} {name}') or own.replace('_', '', 1) == f'{name} {name}'


def is_header(node):
    return node.get_state_set().contains(Atspi.StateType.EXPANDABLE)


def can_be_meant(node, role):
    """Around a button that opens a menu newer versions of GTK say there is another, which does nothing."""
    return role != 'push button' or Atspi.Action.get_n_actions(node) > 0


def press_button(button):
    wait_for(f'“{button.get_name()}”, to be pressed,', lambda: Atspi.Action.do_action(button, 0))


def press_down(button):
    """A button that stays down."""
    press_button(button)
    wait_for(f'“{button.get_name()}”, pressed,', lambda: has_state(button, Atspi.StateType.PRESSED))


def keep_still():
    """For apps started from here on: what opens is open at once, and nothing moves the keyboard later."""
    write_settings('gtk-enable-animations=0')


def write_settings(line):
    settings = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'gtk-4.0' / 'settings.ini'
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'[Settings]\n{line}\n')


def press_slowly():
    """For apps started from here on: what is pressed within a minute is a double press, however slow the machine."""
    write_settings('gtk-double-click-time=60000')


def press_often(button, title):
    """By the pointer, as one does who is in a hurry."""
    place = Atspi.Component.get_extents(button, Atspi.CoordType.WINDOW)
    window = wait_for(f'a window called “{title}”', lambda: search_window(title))
    subprocess.run(['xdotool', 'mousemove', '--window', window, str(place.x + place.width // 2),
                    str(place.y + place.height // 2), 'click', '--repeat', '6', '--delay', '5', '1', 'getdisplaygeometry'],
                   check=True, stdout=subprocess.DEVNULL)


def walk(node):
    """Each node with its role. In a third of them is nothing that anybody looks for, and each question is a journey."""
    role = node.get_role_name()
    yield node, role
    if role in LEAVES:
        return
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def wait_for(what, find):
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        try:
            found = find()
        except Exception:
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f'{what} did not come')


def comes_soon(is_there, seconds=0.25):
    """A tree that changes while one walks in it is walked once more. One that is slow to answer is asked as often as one
    that is not: between two answers the app sees to its keys."""
    deadline = time.monotonic() + seconds
    asked = 0
    while time.monotonic() < deadline or asked < FEW_ASKS:
        asked += 1
        with contextlib.suppress(GLib.Error):
            if is_there():
                return True
        time.sleep(min(0.02, seconds / FEW_ASKS))
    return False


def describe(node, depth=0):
    """The tree as a screen reader sees it, for a failed test's log."""
    lines = [f'{"  " * depth}{node.get_role_name()} “{node.get_name()}”']
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            lines += describe(child, depth + 1)
    return lines


def search_window(title):
    """The X window called so. There is no window manager, so it gets the keyboard only when asked for."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', title], capture_output=True, text=True)
    return found.stdout.split()[-1] if found.stdout.strip() else None


def give_keyboard_to(title):
    window = wait_for(f'a window called “{title}”', lambda: search_window(title))
    subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)


def widen_window(title):
    """To the whole screen; there is no window manager to do so."""
    window = wait_for(f'a window called “{title}”', lambda: search_window(title))
    subprocess.run(['xdotool', 'windowmove', window, '0', '0', 'windowsize', '--sync', window, '1366', '740'], check=True)


def leave_window(title):
    """A window that goes takes the keyboard with it."""
    wait_for(f'the end of “{title}”', lambda: search_window(title) is None)
    give_keyboard_to('Kentongan')


def keys(*names):
    """What is asked of the screen after the keys is answered when they are on their way to the window. It is a question about
    no window: a key may have closed it."""
    subprocess.run(['xdotool', 'key', '--delay', '40', *names, 'getdisplaygeometry'], check=True, stdout=subprocess.DEVNULL)


def escape_until(what, is_there, seconds=10):
    """Newer versions of libadwaita take a toast away first, and the next Escape leads back. Where one too many would lead
    further, each is given its time."""
    def is_reached():
        keys('Escape')
        return comes_soon(is_there, seconds)

    wait_for(what, is_reached)


def type_text(text):
    subprocess.run(['xdotool', 'type', '--delay', '25', text], check=True)


CHOOSER = 'Add Photos or Files'


def leave_chooser():
    """First what the chooser itself has opened, then the chooser."""
    escape_until('the end of the file chooser', lambda: search_window(CHOOSER) is None, seconds=0.25)
    give_keyboard_to('Kentongan')


def choose_file(path, open_chooser, is_there):
    """In the file chooser: an absolute path, as people paste it. One that is busy may hear only part of it, or complete it
    to something else; as long as what was chosen is not there, it is opened anew."""
    def is_taken():
        open_chooser()
        give_keyboard_to(CHOOSER)
        type_text(str(path))
        keys('shift+End', 'Delete', 'Return')
        if comes_soon(lambda: search_window(CHOOSER) is None, seconds=5):
            give_keyboard_to('Kentongan')
            return comes_soon(is_there, seconds=10)
        leave_chooser()
        return False

    wait_for('the file to be taken', is_taken)


def focused(app):
    """What has the keyboard now, asked anew; None where nobody says so (libadwaita 1.2 does not, of its entry rows). A
    tree that changes while one walks in it is walked once more."""
    for _ in range(20):
        try:
            app.root.clear_cache()
            return next((node for node, _ in walk(app.root) if node.get_state_set().contains(Atspi.StateType.FOCUSED)), None)
        except GLib.Error:
            time.sleep(0.1)
    raise AssertionError('the tree of the window does not come to rest')


def tab_to(app, name):
    """Tab as often as it takes to come to a button or text."""
    for _ in range(60):
        node = focused(app)
        if node is not None and is_named(node, name, None):
            return node
        keys('Tab')
    raise AssertionError(f'“{name}” is not reached by Tab')


def tab_onto(app, node):
    """Tab as often as it takes to come to something that says when it has the keyboard."""
    for _ in range(120):
        if comes_soon(lambda: has_state(node, Atspi.StateType.FOCUSED), seconds=0.05):
            return
        keys('Tab')
    raise AssertionError(f'“{node.get_name()}” is not reached by Tab')


def choose(app, name, choice, within=None):
    """One of the choices of a row, by keys: each is pressed when what it is meant for has the keyboard."""
    row = app.find('combo box', name, within=within)

    def opened():
        tab_onto(app, row)
        keys('space')
        return comes_soon(lambda: choice_with_keyboard(row) is not None, seconds=10)

    def reached():
        aim = choices_of(row).index(choice)
        way = aim - choice_with_keyboard(row)
        keys(*['Down' if way > 0 else 'Up'] * abs(way))
        return comes_soon(lambda: choice_with_keyboard(row) == aim, seconds=10)

    wait_for(f'the choices of “{name}”', opened)
    wait_for(f'“{choice}”, reached,', reached)
    keys('Return')
    wait_for(f'“{choice}”, chosen,', lambda: not choices_of(row) and choice in labels_in(row))


def labels_in(node):
    return [label.get_name() for label, role in walk(node) if role == 'label' and label.get_name()]


def items_of(row):
    """What stands in its list of choices while that is open."""
    lists = [node for node, role in walk(row) if role == 'list' and node.get_child_count() > 1]
    return [item for item, role in walk(lists[0]) if role == 'list item'] if lists else []


def choices_of(row):
    return [' '.join(labels_in(item)) for item in items_of(row)]


def choice_with_keyboard(row):
    return next((i for i, item in enumerate(items_of(row)) if has_state(item, Atspi.StateType.FOCUSED)), None)


def has_state(node, state):
    node.clear_cache()
    return node.get_state_set().contains(state)


def check(app, name, within=None):
    """A check box, by keys: it has no action of its own in GTK 4.8."""
    box = app.find('check box', name, within=within)
    tab_onto(app, box)
    keys('space')
    wait_for(f'“{name}”, checked,', lambda: has_state(box, Atspi.StateType.CHECKED))


def tab_and_type(app, name, text):
    """Tab to an entry, which is known by what appears in it, and write there. A letter does nothing to a button."""
    entry = app.find('text', name)
    for _ in range(60):
        keys('Tab')
        type_text(text[0])
        if comes_soon(lambda: Atspi.Text.get_text(entry, 0, 9) == text[0]):
            type_text(text[1:])
            return
        keys('BackSpace')
    raise AssertionError(f'“{name}” is not reached by Tab')
