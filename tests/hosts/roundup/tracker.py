"""Turns a freshly installed "classic" tracker into the test desk: tracker.py TRACKER_HOME PLUGIN

Roundup is customised by editing the files of the tracker's home.
"""

import shutil
import sys
from pathlib import Path

home, plugin = Path(sys.argv[1]), Path(sys.argv[2])


def edit(name, *changes):
    path = home / name
    text = path.read_text()
    for old, new in changes:
        if old not in text:
            sys.exit(f"{name}: not found: {old!r} (another Roundup version?)")
        text = text.replace(old, new, 1)
    path.write_text(text)


edit(
    "schema.py",
    (
        'issue = IssueClass(db, "issue",',
        'for _name in ("queue", "plant", "line", "system"):\n'
        '    Class(db, _name, name=String(), order=Number()).setkey("name")\n\n'
        'issue = IssueClass(db, "issue",\n'
        '    queue=Link("queue"), plant=Link("plant"), line=Link("line"), system=Link("system"),\n'
        "    production_stopped=Boolean(), users_blocked=Integer(),",
    ),
    ("for cl in 'priority', 'status':", "for cl in 'priority', 'status', 'queue', 'plant', 'line', 'system':"),
)
with (home / "initial_data.py").open("a") as data:
    data.write(
        """
from roundup.password import Password
for _class, _names in {
    "queue": ["Service Desk", "Plant IT", "Network"],
    "plant": ["MTY", "NUE", "WRO"],
    "line": ["MTY-L3", "MTY-L4", "NUE-L11", "WRO-L21"],
    "system": ["ERP", "MES", "label-printer", "workstation"],
}.items():
    for _order, _name in enumerate(_names):
        db.getclass(_class).create(name=_name, order=_order)
user.create(username="agent", password=Password("agent-pass", config=db.config), address="agent@example.test", roles="User")
"""
    )

# What a tracker's administrator does: the new fields, and the one line that brings the panel.
ROW = (
    '<tr><th>{0}</th><td tal:content="structure context/{1}">x</td>'
    '<th>{2}</th><td tal:content="structure context/{3}">x</td></tr>\n'
)
rows = ROW.format("Queue", "queue/menu", "Plant", "plant/menu")
rows += ROW.format("Line", "line/menu", "System", "system/menu")
rows += ROW.format("Production stopped", "production_stopped/field", "Users blocked", "users_blocked/field")
note = '<tr tal:condition="context/is_edit_ok">\n <th i18n:translate="">Change Note</th>'
form = '<form method="POST" name="itemSynopsis"'
edit(
    "html/issue.item.html",
    (note, rows + note),
    (form, '<tal:block metal:use-macro="templates/andon/macros/panel" />\n' + form),
)
shutil.copytree(plugin, home, dirs_exist_ok=True)
edit("config.ini", ("\nstatic_files = ", "\nstatic_files = static"))
site = home / "static" / "andon" / "site.json"
site.write_text(site.read_text().replace('"teams": {}', '"teams": { "app-infrastructure": "Plant IT" }'))

# A policy with a nonce, as the administration guide describes it.
(home / "extensions" / "policy.py").write_text(
    '''
import os

def add_policy(self):
    policy = os.environ.get("DESK_POLICY", "")
    if policy:
        self.client.additional_headers["Content-Security-Policy"] = policy.replace("{nonce}", self.client.client_nonce)
    return ""

def init(instance):
    instance.registerUtilMethod("AddPolicy", add_policy)
'''
)
edit(
    "html/page.html",
    ("<html>\n<head>", '<html>\n<tal:code tal:content="python:utils.AddPolicy()" />\n<head>'),
    (
        '<script type="text/javascript" src="@@file/classhelper.js">',
        '<script type="text/javascript" tal:attributes="nonce request/client/client_nonce" src="@@file/classhelper.js">',
    ),
)
