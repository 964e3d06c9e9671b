from django.contrib import admin
from django.urls import include, path

# The desk links its users to the administration.
urlpatterns = [path("admin/", admin.site.urls), path("", include("helpdesk.urls", namespace="helpdesk"))]
