"""Queues, custom fields and users of the test desk."""

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Permission  # noqa: E402
from helpdesk.models import CustomField, Queue  # noqa: E402

for slug, title in [("desk", "Service Desk"), ("plant", "Plant IT"), ("network", "Network")]:
    Queue.objects.create(slug=slug, title=title, email_address=f"{slug}@example.test", allow_public_submission=True)

LINES = ["MTY-L1", "MTY-L2", "MTY-L3", "MTY-L4", "MTY-L5", "NUE-L11", "NUE-L12", "WRO-L21", "WRO-L22"]
FIELDS = [
    ("plant", "Plant", "list", ["MTY", "NUE", "WRO"]),
    ("line", "Line", "list", LINES),
    ("system", "System", "list", ["ERP", "MES", "label-printer", "SCADA", "workstation"]),
    ("production_stopped", "Production stopped", "boolean", None),
    ("users_blocked", "Users blocked", "integer", None),
    ("rules_note", "Rules note", "text", None),
]
for order, (name, label, kind, values) in enumerate(FIELDS):
    CustomField.objects.create(
        name=name,
        label=label,
        data_type=kind,
        list_values="\n".join(values or []),
        empty_selection_list=bool(values),
        ordering=order,
        required=False,
        staff_only=kind == "text",
        max_length=4000 if kind == "text" else None,
    )

# An agent, and the account with which the validator writes.
for name in ("agent", "rulesbot"):
    user = get_user_model().objects.create_user(name, f"{name}@example.test", f"{name}-pass", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="helpdesk"))
