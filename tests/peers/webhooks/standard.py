"""What another library of Standard Webhooks says. In: JSON on the standard input. Out: headers, or nothing where it verifies.

{"do": "sign", "secret", "id", "body"} or {"do": "verify", "secret", "headers", "body"}; exits 1 where it does not verify.
"""

import json
import sys
import time
from datetime import datetime, timezone

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

asked = json.load(sys.stdin)
webhook = Webhook(asked["secret"])
if asked["do"] == "sign":
    now = datetime.fromtimestamp(int(time.time()), tz=timezone.utc)
    signature = webhook.sign(asked["id"], now, asked["body"])
    headers = {
        "webhook-id": asked["id"],
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }
    json.dump(headers, sys.stdout)
else:
    try:
        webhook.verify(asked["body"], asked["headers"], json_parse=False)
    except WebhookVerificationError as error:
        sys.exit(str(error))
