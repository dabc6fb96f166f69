#!/usr/bin/env bash
# One token for one sandbox as people write it by hand, with curl and jq; with SECRET=1 it is also stored with gh, and old ones deleted.
set -euo pipefail
direct=(--connect-to "::127.0.0.1:$SIMULATOR_PORT")
[ -z "${HTTPS_PROXY:-}" ] || direct=()
vault() { curl --silent --show-error --cacert "$CA_FILE" "${direct[@]}" "$@"; }
base="https://$VAULT/api/v26.2"

session=$(vault "$base/auth" --data-urlencode "username=$VAULT_USERNAME" --data-urlencode "password=$VAULT_PASSWORD" | jq -er .sessionId)
dns=$(vault "$base/objects/sandbox" -H "Authorization: $session" |
  jq -er --arg name "$SANDBOX" '.data.active[] | select(.name == $name and .status == "active") | .dns')
answer=$(vault "$base/objects/sandbox/$SANDBOX/users/me/api_access_token__sys" -H "Authorization: $session" \
  --data-urlencode "name__v=by hand" --data-urlencode "expiry_date__v=2090-01-01T00:00:00Z")
token=$(jq -er .data.token__sys <<< "$answer")
id=$(jq -er .data.id <<< "$answer")
echo "::add-mask::$token"
vault "https://$dns/api/v26.2/vobjects/api_access_token__sys/$id" -H "Authorization: Bearer $token" | jq -e '.responseStatus == "SUCCESS"' > /dev/null
echo "token=$token" >> "$GITHUB_OUTPUT"

if [ "${SECRET:-}" = 1 ]; then
  gh secret set VAULT_TOKEN -R "localhost:$SIMULATOR_PORT/acme/pipelines" --body "$token"
  old=$(vault "https://$dns/api/v26.2/query" -H "Authorization: Bearer $token" \
    --data-urlencode "q=SELECT id, name__v FROM api_access_token__sys WHERE status__v = 'active__v'" |
    jq -c --arg id "$id" '[.data[] | select(.name__v == "by hand" and .id != $id) | {id}]')
  if [ "$old" != "[]" ]; then
    vault -X DELETE "https://$dns/api/v26.2/vobjects/api_access_token__sys" -H "Authorization: Bearer $token" \
      -H "Content-Type: application/json" -d "$old" > /dev/null
  fi
fi
vault -X DELETE "$base/session" -H "Authorization: $session" > /dev/null
