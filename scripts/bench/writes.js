import { systemClock } from '../../lib/clock.js'
import { writingLine } from '../../lib/github/pace.js'
import { call } from './call.js'

// The floor of many sandboxes: their secrets written and nothing else, at the action's own pace.
const { WRITES, GITHUB_TOKEN, KEY_ID, SEALED } = process.env
const body = JSON.stringify({ encrypted_value: SEALED, key_id: KEY_ID })
const write = n => {
  const path = `/repos/acme/pipelines/actions/secrets/FLOOR_${n}`
  return call('PUT', 'api.github.com', path, `Bearer ${GITHUB_TOKEN}`, body, 'application/json')
}
const inLine = writingLine({ clock: systemClock, random: Math.random, stopping: new AbortController().signal })
await Promise.all(Array.from({ length: Number(WRITES) }, (_, n) => inLine(() => write(n))))
