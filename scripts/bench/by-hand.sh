#!/usr/bin/env bash
# One rotation as people script it, with curl, jq and gh: a token for the sandbox UAT, checked and
# stored as a secret; the tokens before it are deleted.
set -euo pipefail
connect=(--connect-to "::127.0.0.1:$LINE_PORT")
[ -z "${HTTPS_PROXY:-}" ] || connect=()
vault() { curl --silent --show-error --cacert "$SSL_CERT_FILE" "${connect[@]}" "$@"; }
base="https://acme.veevavault.com/api/v26.2"
records=api_access_token__sys

session=$(vault "$base/auth" --data-urlencode "username=ci@acme.example" \
  --data-urlencode "password=a stored password" | jq -er .sessionId)
dns=$(vault "$base/objects/sandbox" -H "Authorization: $session" |
  jq -er '.data.active[] | select(.name == "UAT" and .status == "active") | .dns')
response=$(vault "$base/objects/sandbox/UAT/users/me/$records" -H "Authorization: $session" \
  --data-urlencode "name__v=by hand" --data-urlencode "expiry_date__v=2090-01-01T00:00:00Z")
token=$(jq -er .data.token__sys <<< "$response")
id=$(jq -er .data.id <<< "$response")
echo "::add-mask::$token"
vault "https://$dns/api/v26.2/vobjects/$records/$id" -H "Authorization: Bearer $token" |
  jq -e '.responseStatus == "SUCCESS"' > /dev/null
gh secret set VAULT_TOKEN -R "$GH_HOST/acme/pipelines" --body "$token"
previous=$(vault "https://$dns/api/v26.2/query" -H "Authorization: Bearer $token" \
  --data-urlencode "q=SELECT id, name__v FROM $records WHERE status__v = 'active__v'" |
  jq -c --arg id "$id" '[.data[] | select(.name__v == "by hand" and .id != $id) | {id}]')
if [ "$previous" != "[]" ]; then
  vault -X DELETE "https://$dns/api/v26.2/vobjects/$records" -H "Authorization: Bearer $token" \
    -H "Content-Type: application/json" -d "$previous" > /dev/null
fi
vault -X DELETE "$base/session" -H "Authorization: $session" > /dev/null
