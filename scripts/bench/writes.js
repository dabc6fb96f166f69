import { call } from './call.js'

// The floor of many sandboxes: their secrets written one after the other, the first 60 without a pause, further ones one per second.
const { WRITES, GITHUB_TOKEN, KEY_ID, SEALED } = process.env
const body = JSON.stringify({ encrypted_value: SEALED, key_id: KEY_ID })
let last = 0
for (let n = 0; n < Number(WRITES); n++) {
  const wait = n < 60 ? 0 : Math.max(0, last + 1000 - Date.now())
  if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
  last = Date.now()
  await call(
    'PUT',
    'api.github.com',
    `/repos/acme/pipelines/actions/secrets/FLOOR_${n}`,
    `Bearer ${GITHUB_TOKEN}`,
    body,
    'application/json'
  )
}
