"""The tracker as a WSGI application, which runs as any user: Roundup's own server refuses to run as root."""

import os

from roundup.cgi.wsgi_handler import RequestDispatcher

application = RequestDispatcher(os.environ["DESK_HOME"])
