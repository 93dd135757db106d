"""A small Sippet: the operations on calls of specs/sippet.yaml, in Django REST framework JSON:API.

In: the requests of a client. Out: what the framework makes of them; no answer is canned. The data are in an SQLite database
in memory. `GET /journal` is no part of Sippet: it tells a test what the server saw of the requests of one `User-Agent`.
"""

import re
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.management import call_command

TOKEN = "sippet-token"
JSON_API = "rest_framework_json_api"

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework.authtoken", "rest_framework", JSON_API],
    LOGGING_CONFIG=None,
    ROOT_URLCONF=__name__,
    SECRET_KEY="of no use to anyone",
    TIME_ZONE="UTC",
    USE_TZ=True,
    # The settings that the framework's own manual gives.
    REST_FRAMEWORK={
        "PAGE_SIZE": 2,
        "DEFAULT_PAGINATION_CLASS": f"{JSON_API}.pagination.JsonApiPageNumberPagination",
        "DEFAULT_PARSER_CLASSES": [f"{JSON_API}.parsers.JSONParser"],
        "DEFAULT_RENDERER_CLASSES": [f"{JSON_API}.renderers.JSONRenderer"],
        "DEFAULT_METADATA_CLASS": f"{JSON_API}.metadata.JSONAPIMetadata",
        "EXCEPTION_HANDLER": f"{JSON_API}.exceptions.exception_handler",
    },
)
django.setup()

from django.db import models
from django.http import JsonResponse
from django.urls import include, path
from django_filters import FilterSet, filters
from rest_framework.authentication import TokenAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.routers import SimpleRouter
from rest_framework_json_api import serializers
from rest_framework_json_api.django_filters import DjangoFilterBackend
from rest_framework_json_api.filters import OrderingFilter, QueryParameterValidationFilter
from rest_framework_json_api.views import ModelViewSet


class Organisation(models.Model):
    id = models.CharField(primary_key=True, max_length=200)
    name = models.CharField(max_length=200, null=True)
    owner_id = models.UUIDField(null=True)
    plan = models.CharField(max_length=200, null=True)
    sip_domain = models.CharField(max_length=200, null=True)

    class Meta:
        app_label = "sippet"


class Conversation(models.Model):
    id = models.CharField(primary_key=True, max_length=200)
    channel = models.CharField(max_length=200)
    mode = models.CharField(max_length=200)
    public_id = models.CharField(max_length=200)
    status = models.CharField(max_length=200)
    ai_agent_id = models.UUIDField(null=True)
    metadata = models.JSONField(null=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True)

    class Meta:
        app_label = "sippet"


STATUSES = ["initiated", "ringing", "answered", "completed"]


class Call(models.Model):
    id = models.CharField(primary_key=True, max_length=200)
    call_source = models.CharField(max_length=200)
    call_uuid = models.CharField(max_length=200)
    direction = models.CharField(max_length=200)
    from_number = models.CharField(max_length=200)
    to_number = models.CharField(max_length=200)
    conversation = models.ForeignKey(Conversation, models.CASCADE, null=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True)
    duration_seconds = models.IntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    sip_username = models.CharField(max_length=200, null=True)
    started_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=200, null=True, choices=[(status, status) for status in STATUSES])

    class Meta:
        app_label = "sippet"
        ordering = ["id"]


class OrganisationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Organisation
        fields = ["name", "owner_id", "plan", "sip_domain"]


class ConversationSerializer(serializers.ModelSerializer):
    included_serializers = {"organisation": OrganisationSerializer}

    class Meta:
        model = Conversation
        fields = ["channel", "mode", "public_id", "status", "ai_agent_id", "metadata", "organisation"]


class CallSerializer(serializers.ModelSerializer):
    included_serializers = {"conversation": ConversationSerializer, "organisation": OrganisationSerializer}
    conversation_id = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Call
        written = ["call_source", "duration_seconds", "ended_at", "status"]
        read_only_fields = ["call_uuid", "direction", "from_number", "to_number", "sip_username", "started_at"]
        read_only_fields += ["conversation", "organisation"]
        fields = written + read_only_fields + ["conversation_id"]


def operators(field, kind=filters.CharFilter, **options):
    """The filters of one attribute, named by what stands between the outer brackets of `filter[…][…]`."""
    lookups = {"eq": "exact", "less_than": "lt", "greater_than": "gt", "contains": "contains"}
    found = {f"{field}][{name}": kind(field_name=field, lookup_expr=it, **options) for name, it in lookups.items()}
    found[f"{field}][not_eq"] = kind(field_name=field, exclude=True, **options)
    found[f"{field}][is_nil"] = filters.BooleanFilter(field_name=field, lookup_expr="isnull")
    return found


# `filter[status][in][]=ringing`, repeated for each value.
STATUS_IN = {"status][in][": filters.MultipleChoiceFilter("status", choices=[(status, status) for status in STATUSES])}
ATTRIBUTES = (
    operators("status")
    | operators("direction")
    | operators("from_number")
    | operators("sip_username")
    | operators("duration_seconds", filters.NumberFilter)
    | operators("started_at", filters.IsoDateTimeFilter)
)
CallFilter = type("CallFilter", (FilterSet,), ATTRIBUTES | STATUS_IN)


class Parameters(QueryParameterValidationFilter):
    """Lets `filter` have a bracket for the operator too."""

    query_regex = re.compile(r"^(sort|include)$|^(?P<type>filter|fields|page)(\[[\w\.\-\[\]]+\])?$")


class Filters(DjangoFilterBackend):
    filter_regex = re.compile(r"^filter(?P<ldelim>\[?)(?P<assoc>[\w\.\-\[\]]*?)(?P<rdelim>\]?$)")


class BearerAuthentication(TokenAuthentication):
    keyword = "Bearer"


class Calls(ModelViewSet):
    authentication_classes = [BearerAuthentication]
    permission_classes = [IsAuthenticated]
    queryset = Call.objects.all()
    serializer_class = CallSerializer
    http_method_names = ["get", "patch"]
    lookup_value_regex = "[^/]+"
    filter_backends = [Parameters, Filters, OrderingFilter]
    filterset_class = CallFilter
    ordering_fields = ["started_at", "duration_seconds", "status", "from_number"]


seen = []


def journal(request):
    agent = request.GET["agent"]
    return JsonResponse([it for it in seen if it["agent"] == agent], safe=False)


router = SimpleRouter(trailing_slash=False)
router.register("calls", Calls)
urlpatterns = [path("api/", include(router.urls)), path("journal", journal)]

# Ids that a careless client would not bring through; a dot segment is not among them, as nothing may send one.
ODD_IDS = ["a/b", "50%", "50%25", "two words", "ünïcödé ☎", "a?b=c&d#e", "a+b", "..%2f", "a..b", "quote\"'", "semi;colon"]


def fill():
    """Makes the tables, the token, and calls: alice's are read, each of bob's is for one test to change."""
    from datetime import datetime, timedelta, timezone

    from django.contrib.auth.models import User
    from django.db import connection
    from rest_framework.authtoken.models import Token

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in (Organisation, Conversation, Call):
            editor.create_model(model)
    Token.objects.create(key=TOKEN, user=User.objects.create(username="alice"))
    organisation = Organisation.objects.create(id="8c7b6a59-4837-4261-a5b4-c3d2e1f00f1e", name="Example Dental")
    conversation = Conversation.objects.create(
        id="3c90c3cc-0d44-4b50-8888-8dd25736052a",
        channel="chat",
        mode="text",
        public_id="conv_1",
        status="active",
        metadata={"topic": "billing"},
        organisation=organisation,
    )
    start = datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc)

    def call(id, username, number, **more):
        values = {"call_source": "sip", "call_uuid": f"uuid-{id}", "direction": "inbound", "to_number": "+14155550123"}
        Call.objects.create(id=id, sip_username=username, from_number=f"+1415555010{number}", **(values | more))

    for number in range(5):
        at = start + timedelta(minutes=number)
        known = {"status": STATUSES[number % 4], "started_at": at, "duration_seconds": 100 - number}
        linked = {"conversation": conversation, "organisation": organisation} if number == 0 else {}
        call(f"alice-{number}", "alice", number, **known, **linked)
    for name in ("change", "clear", "sparse", "media", "refused", "include"):
        call(f"bob-{name}", "bob", 9, status="ringing", started_at=start, conversation=conversation, organisation=organisation)
    for id in ODD_IDS:
        call(id, "carol", 8, status="ringing")


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def main(port):
    from django.core.wsgi import get_wsgi_application

    fill()
    application = get_wsgi_application()

    def journalled(environ, start_response):
        names = {"content_type": "CONTENT_TYPE", "accept": "HTTP_ACCEPT", "authorization": "HTTP_AUTHORIZATION"}
        request = {name: environ.get(key) or None for name, key in names.items()}
        request |= {"method": environ["REQUEST_METHOD"], "agent": environ.get("HTTP_USER_AGENT")}
        # wsgiref sets the type of a request without one to text/plain, as the CGI standard lets it.
        seen.append(request)
        return application(environ, start_response)

    with make_server("127.0.0.1", port, journalled, handler_class=Quiet) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
