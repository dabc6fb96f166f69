import { randomUUID } from 'node:crypto'
import { asList, asObject, asText } from '../src/core/json.ts'
import { parseDate } from '../src/core/time.ts'
import { sleep } from '../src/net/retry.ts'
import type { World } from '../src/net/world.ts'
import { type Access, type Answer, ask } from './ask.ts'
import { generate, type Probe, type ProbeToken, readField, remove } from './tokens.ts'

/** Asks one question. Throws an Error that says, as a part of a sentence, why it could not be asked. */
export type Question = (probe: Probe) => Promise<string>

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const TEN_YEARS_MS = 3650 * DAY_MS

/** In this order: the first one generates the token with which the others are read and deleted. */
export const QUESTIONS: Record<string, Question> = {
  'How long does a new token need?': askDelay,
  'An unknown sandbox': probe => askRefusal(probe, { sandboxName: randomUUID() }),
  'Two tokens of one name': probe => askRefusal(probe, { name: first(probe).name }),
  'An expiry in ten years': askLongExpiry,
  'A token of the sandbox, on the production Vault': async probe => {
    const { host } = probe.production
    return (await validate({ host, credential: first(probe).credential }, probe)).said
  },
  'A token of the production Vault, on the sandbox': probe =>
    withToken(probe, { sandboxName: '' }, async ({ credential }) => {
      return (await validate({ host: probe.sandboxHost, credential }, probe)).said
    }),
  'A deleted token': probe =>
    withToken(probe, {}, async token => {
      const { isSuccess, said } = await remove(probe, token, first(probe))
      if (!isSuccess) throw new Error(`the token was not deleted: ${said}`)
      return untilRefused(token, probe)
    }),
  'May a token delete itself?': probe =>
    withToken(probe, {}, async token => {
      const { isSuccess, said } = await remove(probe, token, token)
      return `${isSuccess ? 'yes' : 'no'}: ${said}`
    }),
  'When is the last use recorded?': probe =>
    withToken(probe, {}, async token => {
      const earlier = await untilUsed(token, '', probe)
      await sleep(5000, probe.world)
      await validate(token, probe)
      const later = await untilUsed(token, earlier.result, probe)
      return `the first ${earlier.took}, a second one ${later.took}`
    }),
  'Does POST or GET follow next_page?': probe => withToken(probe, {}, () => askPages(probe)),
  'DELETE /session with a token': probe =>
    withToken(probe, {}, async token => {
      const { said } = await ask(token, { method: 'DELETE', path: '/session' }, probe.world)
      await sleep(2000, probe.world)
      return `${said}; the token afterwards: ${(await validate(token, probe)).said}`
    }),
  'An expired token': probe =>
    withToken(probe, { lifetimeMs: MINUTE_MS }, token => askExpired(token, probe))
}

/** The sandbox's first token. */
function first({ live, sandboxHost }: Probe): ProbeToken {
  const token = live.find(({ host }) => host === sandboxHost)
  if (token) return token
  throw new Error('there is no token of the sandbox')
}

/** "Validate Session User": any credential that a Vault accepts may do so. */
function validate(access: Access, { world }: Probe): Promise<Answer> {
  return ask(access, { method: 'GET', path: '/objects/users/me' }, world)
}

/** Generates a token, uses it once its Vault accepts it, and deletes it, unless that is done by then. */
async function withToken(
  probe: Probe,
  options: Parameters<typeof generate>[1],
  use: (token: ProbeToken) => Promise<string>
): Promise<string> {
  const by = first(probe)
  const { answer, token } = await generate(probe, options)
  if (!token) throw new Error(`the token was refused: ${answer.said}`)
  await untilAccepted(token, probe)
  const result = await use(token)
  const owner = token.host === by.host ? by : probe.production
  if (probe.live.includes(token)) await remove(probe, token, owner)
  return result
}

/** Repeats a call for up to two minutes until its result is enough, and says how long that took. */
async function until<T>(
  call: () => Promise<T>,
  isEnough: (result: T) => boolean,
  world: World
): Promise<{ result: T; took: string }> {
  const start = world.clock.elapsed()
  for (;;) {
    const result = await call()
    const ms = world.clock.elapsed() - start
    if (isEnough(result)) return { result, took: `after ${(ms / 1000).toFixed(1)} s` }
    if (ms > 2 * MINUTE_MS) return { result, took: 'not within 120 s' }
    await sleep(500, world)
  }
}

function untilAccepted(token: Access, probe: Probe) {
  return until(
    () => validate(token, probe),
    ({ isSuccess }) => isSuccess,
    probe.world
  )
}

async function untilRefused(token: Access, probe: Probe): Promise<string> {
  const isRefused = ({ isSuccess, isUnclear }: Answer) => !isSuccess && !isUnclear
  const { result, took } = await until(() => validate(token, probe), isRefused, probe.world)
  return `${result.said} (${took})`
}

function untilUsed(token: ProbeToken, before: string, probe: Probe) {
  const read = () => readField(probe, token, 'last_used_date__sys', first(probe))
  return until(read, lastUse => lastUse !== before, probe.world)
}

async function askDelay(probe: Probe): Promise<string> {
  const { answer, token } = await generate(probe)
  if (!token) throw new Error(`the token was refused: ${answer.said}`)
  const { world } = probe
  const q = `SELECT id FROM api_access_token__sys WHERE name__v = '${token.name}'`
  const query = () => ask(token, { method: 'POST', path: '/query', form: { q } }, world)
  const [accepted, listed] = await Promise.all([
    untilAccepted(token, probe),
    until(query, ({ body }) => asList(body.data).length > 0, world)
  ])
  return `accepted ${accepted.took} (${accepted.result.said}), listed ${listed.took} (${listed.result.said})`
}

async function askRefusal(probe: Probe, options: Parameters<typeof generate>[1]): Promise<string> {
  const { answer, token } = await generate(probe, options)
  if (token) await remove(probe, token, first(probe))
  return answer.said
}

async function askLongExpiry(probe: Probe): Promise<string> {
  const by = first(probe)
  const { answer, token } = await generate(probe, { lifetimeMs: TEN_YEARS_MS })
  if (!token) return `refused: ${answer.said}`
  const expiry = parseDate(await readField(probe, token, 'expiry_date__sys', by))
  await remove(probe, token, by)
  if (!expiry) return 'generated without an expiry'
  const days = Math.round((expiry.getTime() - probe.world.clock.now().getTime()) / DAY_MS)
  return `${answer.said}, for ${days} of 3650 days`
}

async function askPages(probe: Probe): Promise<string> {
  const by = first(probe)
  const { world } = probe
  const form = { q: 'SELECT id FROM api_access_token__sys PAGESIZE 1' }
  const page = await ask(by, { method: 'POST', path: '/query', form }, world)
  const next = asText(asObject(page.body.responseDetails)?.next_page)
  const url = URL.parse(next, `https://${by.host}`)
  if (next === '' || url?.hostname !== by.host) throw new Error(`no next page: ${page.said}`)
  const path = url.pathname + url.search
  const posted = await ask(by, { method: 'POST', path }, world)
  const got = await ask(by, { method: 'GET', path }, world)
  return `POST: ${posted.said}; GET: ${got.said}`
}

async function askExpired(token: ProbeToken, probe: Probe): Promise<string> {
  const text = await readField(probe, token, 'expiry_date__sys', first(probe))
  const leftMs = Date.parse(text) - probe.world.clock.now().getTime()
  if (!(leftMs < 2 * MINUTE_MS)) throw new Error('Vault does not generate a token of a minute')
  await sleep(Math.max(0, leftMs), probe.world)
  return untilRefused(token, probe)
}
