# network_manager.py - a system bus of one's own, and a NetworkManager on it that says what it is told
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The mock is this file, run as a program: it reads "metered" or "unmetered" from its standard input, line by line, and
# says "ready" when it said so on the bus.

import os
import pathlib
import subprocess
import sys

NAME = 'org.freedesktop.NetworkManager'
PATH = '/org/freedesktop/NetworkManager'
METERED, UNMETERED = 1, 2
FULL_CONNECTIVITY = 4
CONNECTED = 70
NODE = f'''<node><interface name="{NAME}">
  <property name="Connectivity" type="u" access="read"/>
  <property name="Metered" type="u" access="read"/>
  <property name="State" type="u" access="read"/>
</interface></node>'''
CONFIG = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>'''


class NetworkManager:
    """What `environment` adds makes a program ask here."""

    def __init__(self, folder):
        config = pathlib.Path(folder) / 'system-bus.conf'
        config.write_text(CONFIG.format(folder=folder))
        self.bus = subprocess.Popen(['dbus-daemon', f'--config-file={config}', '--nofork', '--print-address'],
                                    stdout=subprocess.PIPE, text=True)
        self.environment = {'DBUS_SYSTEM_BUS_ADDRESS': self.bus.stdout.readline().strip()}
        self.mock = subprocess.Popen([sys.executable, __file__], env={**os.environ, **self.environment},
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(self, word):
        self.mock.stdin.write(word + '\n')
        self.mock.stdin.flush()
        assert self.mock.stdout.readline() == 'ready\n', f'the mock did not say “{word}”'

    def close(self):
        self.mock.stdin.close()
        self.mock.wait(20)
        self.mock.stdout.close()
        self.bus.terminate()
        self.bus.wait(20)
        self.bus.stdout.close()


def serve():
    from gi.repository import Gio, GLib

    said = {'Connectivity': GLib.Variant('u', FULL_CONNECTIVITY), 'Metered': GLib.Variant('u', UNMETERED),
            'State': GLib.Variant('u', CONNECTED)}
    bus = Gio.bus_get_sync(Gio.BusType.SYSTEM)
    interface = Gio.DBusNodeInfo.new_for_xml(NODE).interfaces[0]
    bus.register_object(PATH, interface, None, lambda *call: said[call[4]], None)
    answer = bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', (NAME, 4)), None, Gio.DBusCallFlags.NONE, -1)
    assert answer.unpack() == (1,), answer
    loop = GLib.MainLoop()

    def heard(channel, condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        said['Metered'] = GLib.Variant('u', METERED if line.strip() == 'metered' else UNMETERED)
        bus.emit_signal(None, PATH, 'org.freedesktop.DBus.Properties', 'PropertiesChanged',
                        GLib.Variant('(sa{sv}as)', (NAME, {'Metered': said['Metered']}, [])))
        bus.flush_sync()
        print('ready', flush=True)
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, heard)
    loop.run()


if __name__ == '__main__':
    serve()
