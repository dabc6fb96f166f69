#!/usr/bin/env bash
# The same four calls as people write them by hand, with curl and jq.
set -euo pipefail
vault() { curl --silent --show-error --cacert "$CA_FILE" --connect-to "::127.0.0.1:$SIMULATOR_PORT" "$@"; }
base="https://$VAULT/api/v26.2"

session=$(vault "$base/auth" --data-urlencode "username=$VAULT_USERNAME" --data-urlencode "password=$VAULT_PASSWORD" | jq -er .sessionId)
vault "$base/objects/sandbox" -H "Authorization: $session" |
  jq -e --arg name "$SANDBOX" '.data.active[] | select(.name == $name and .status == "active")' > /dev/null
token=$(vault "$base/objects/sandbox/$SANDBOX/users/me/api_access_token__sys" -H "Authorization: $session" \
  --data-urlencode "name__v=by hand" --data-urlencode "expiry_date__v=2090-01-01T00:00:00Z" | jq -er .data.token__sys)
echo "::add-mask::$token"
echo "token=$token" >> "$GITHUB_OUTPUT"
vault -X DELETE "$base/session" -H "Authorization: $session" > /dev/null
