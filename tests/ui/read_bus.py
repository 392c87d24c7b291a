"""Reads the program's window over the accessibility bus, as a screen reader does.

Run by the system's own Python, which has the bus's library. It presses the buttons named on its
command line one after the other, and after each prints all it finds as a line of JSON.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = {
    "focusable": Atspi.StateType.FOCUSABLE,
    "focused": Atspi.StateType.FOCUSED,
    "checked": Atspi.StateType.CHECKED,
    "enabled": Atspi.StateType.ENABLED,
    "showing": Atspi.StateType.SHOWING,
    "editable": Atspi.StateType.EDITABLE,
}
PATIENCE = 30.0  # seconds
DEEPEST = 40


def listen(seconds):
    """Hear what the bus tells of changes, as a screen reader does all the time."""
    loop = GLib.MainLoop()
    GLib.timeout_add(round(seconds * 1000), loop.quit)
    loop.run()


def window():
    """The program's window, waited for."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(at)
            if program is not None and program.get_child_count():
                return program
        listen(0.2)
    sys.exit("no program came onto the accessibility bus")


def walk(node, depth=0):
    """Every node below one that is shown, itself first."""
    states = node.get_state_set()
    if depth and not states.contains(Atspi.StateType.SHOWING):
        return
    yield node
    if depth < DEEPEST:
        for at in range(min(node.get_child_count(), 300)):
            child = node.get_child_at_index(at)
            if child is not None:
                yield from walk(child, depth + 1)


def told(node):
    """What a screen reader would be told of a node."""
    states = node.get_state_set()
    box = node.get_extents(Atspi.CoordType.SCREEN)
    return {
        "name": node.get_name() or "",
        "role": node.get_role_name(),
        "description": node.get_description() or "",
        "states": [name for name, state in STATES.items() if states.contains(state)],
        "size": [box.width, box.height],
    }


def press(program, name):
    """Do the first action of the button whose name begins so, as a screen reader does.

    It is waited for, because home comes before the store is open; then its page is.
    """
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        for node in walk(program):
            states = node.get_state_set()
            if node.get_name().startswith(name) and states.contains(Atspi.StateType.ENABLED):
                action = node.get_action_iface()
                if action is not None and action.get_n_actions():
                    action.do_action(0)
                    return wait_for_page(node, ends)
        listen(0.2)
    sys.exit(f"no button begins with {name}")


def wait_for_page(button, ends):
    """Return once the button says that its page is open; then layouts may come to rest."""
    while time.monotonic() < ends:
        if button.get_description():
            listen(0.5)
            return
        listen(0.1)
    sys.exit(f"{button.get_name()} was pressed, and its page did not come")


if __name__ == "__main__":
    found = window()
    for button in sys.argv[1:]:
        press(found, button)
        print(json.dumps([told(node) for node in walk(found)]), flush=True)
