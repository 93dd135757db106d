"""Notes behind access tokens: an authorization server and a resource server of Authlib, in Django.

In: the requests of a client. Out: what Authlib makes of them; tokens, their ends, scopes and refusals are its own. Clients and tokens
are in an SQLite database in memory. Two addresses are no part of it: `POST /clients` makes a client for one test, as it is
described there, and `GET /journal` tells a test what the server saw of that client.
"""

import json
import os
import secrets
import sys
import time
from io import BytesIO
from wsgiref.simple_server import WSGIRequestHandler, make_server

# Authlib would ask for `https:`, which this machine is reached without.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[],
    LOGGING_CONFIG=None,
    ROOT_URLCONF=__name__,
    SECRET_KEY="of no use to anyone",
    AUTHLIB_OAUTH2_PROVIDER={"scopes_supported": ["read", "write"]},
)
django.setup()

from authlib.common.security import generate_token
from authlib.integrations.django_oauth2 import AuthorizationServer, BearerTokenValidator, ResourceProtector, RevocationEndpoint
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants, list_to_scope, scope_to_list
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from django.db import connection, models
from django.http import JsonResponse
from django.urls import path


class Client(models.Model, ClientMixin):
    client_id = models.CharField(primary_key=True, max_length=200)
    client_secret = models.CharField(max_length=200)
    # How it authenticates: `client_secret_basic`, `client_secret_post` or `none`.
    method = models.CharField(max_length=200)
    scope = models.CharField(max_length=200)
    # Seconds that its tokens are good for, and whether a refresh token is good for one use.
    lifetime = models.IntegerField()
    rotates = models.BooleanField()

    class Meta:
        app_label = "oauth2"

    def get_client_id(self):
        return self.client_id

    def get_allowed_scope(self, scope):
        asked, allowed = scope_to_list(scope or self.scope), scope_to_list(self.scope)
        # Authlib refuses the request where this is nothing.
        return list_to_scope(asked) if set(asked) <= set(allowed) else None

    def check_client_secret(self, client_secret):
        return secrets.compare_digest(self.client_secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method, endpoint):
        return endpoint != "token" or method == self.method

    def check_grant_type(self, grant_type):
        return True


class Token(models.Model, TokenMixin):
    client = models.ForeignKey(Client, models.CASCADE)
    user_id = models.CharField(max_length=200, null=True)
    token_type = models.CharField(max_length=200)
    access_token = models.CharField(max_length=200)
    refresh_token = models.CharField(max_length=200, null=True)
    scope = models.CharField(max_length=200)
    issued_at = models.IntegerField(default=lambda: int(time.time()))
    expires_in = models.IntegerField()
    # Whether the access token, and whether the refresh token, is good no longer.
    revoked = models.BooleanField(default=False)
    refreshed = models.BooleanField(default=False)

    class Meta:
        app_label = "oauth2"

    def check_client(self, client):
        return self.client_id == client.client_id

    def get_scope(self):
        return self.scope

    def get_expires_in(self):
        return self.expires_in

    def is_expired(self):
        return self.issued_at + self.expires_in <= time.time()

    def is_revoked(self):
        return self.revoked


class Server(AuthorizationServer):
    def save_token(self, token, request):
        return Token.objects.create(client=request.client, user_id=request.user, **token)

    def create_bearer_token_generator(self):
        return BearerTokenGenerator(token_of(42), token_of(48), lambda client, _: client.lifetime)


def token_of(length):
    return lambda **_: generate_token(length)


METHODS = ["client_secret_basic", "client_secret_post", "none"]


class ClientCredentials(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS[:2]


class Refresh(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS

    @property
    def INCLUDE_NEW_REFRESH_TOKEN(self):
        return self.client.rotates

    def authenticate_refresh_token(self, refresh_token):
        return Token.objects.filter(refresh_token=refresh_token, refreshed=False).first()

    def authenticate_user(self, refresh_token):
        return refresh_token.user_id

    def revoke_old_credential(self, refresh_token):
        refresh_token.refreshed = self.client.rotates
        refresh_token.save()


class Revocation(RevocationEndpoint):
    def revoke_token(self, token, request):
        token.refreshed |= request.form.get("token_type_hint") != "access_token"
        super().revoke_token(token, request)


server = Server(Client, Token)
server.register_grant(ClientCredentials)
server.register_grant(Refresh)
server.register_endpoint(Revocation)
protected = ResourceProtector()
protected.register_token_validator(BearerTokenValidator(Token))

notes: dict[str, list[dict]] = {}


@protected("read")
def list_notes(request):
    return JsonResponse(notes.get(request.oauth_token.client_id, []), safe=False)


@protected("write")
def write_note(request):
    note = json.loads(request.body)
    notes.setdefault(request.oauth_token.client_id, []).append(note)
    return JsonResponse(note, status=201)


def make_client(request):
    """A client as it is described, and a first refresh token of a user, as a login in a browser would have given it."""
    client = Client.objects.create(**json.loads(request.body))
    given = server.generate_token("refresh_token", client, scope=client.scope)
    Token.objects.create(client=client, user_id="alice", **given)
    return JsonResponse({"refresh_token": given["refresh_token"]})


seen = []


def journal(request):
    agent = request.GET["agent"]
    return JsonResponse([it for it in seen if it["agent"] == agent], safe=False)


urlpatterns = [
    path("oauth/token", server.create_token_response),
    path("oauth/revoke", lambda request: server.create_endpoint_response(Revocation.ENDPOINT_NAME, request)),
    path("notes", lambda request: (list_notes if request.method == "GET" else write_note)(request)),
    path("clients", make_client),
    path("journal", journal),
]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def main(port):
    from django.core.wsgi import get_wsgi_application

    with connection.schema_editor() as editor:
        for model in (Client, Token):
            editor.create_model(model)
    application = get_wsgi_application()

    def journalled(environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        request = {"method": environ["REQUEST_METHOD"], "path": environ["PATH_INFO"], "body": body.decode()}
        request |= {"agent": environ.get("HTTP_USER_AGENT"), "authorization": environ.get("HTTP_AUTHORIZATION")}
        seen.append(request)
        return application(environ, start_response)

    with make_server("127.0.0.1", port, journalled, handler_class=Quiet) as served:
        served.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
