import { randomUUID } from 'node:crypto'
import { asList, asObject, asText } from '../src/core/json.ts'
import { sleep } from '../src/net/retry.ts'
import {
  type Access,
  type Answer,
  ask,
  generate,
  type Probe,
  type ProbeToken,
  remove,
  type TokenOptions
} from './vaults.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Asks one question. Throws an Error that says, as a part of a sentence, why it could not be asked. */
export type Question = (probe: Probe) => Promise<string>

/** In this order: the first one generates the token with which the others are read and deleted. */
export const QUESTIONS: Record<string, Question> = {
  'How long does a new token need?': async probe => {
    const token = await make(probe, { name: `${probe.prefix}-1` })
    const q = `SELECT id FROM api_access_token__sys WHERE id = '${token.id}'`
    const query = () => ask(token, { method: 'POST', path: 'query', form: { q } }, probe.world)
    const [accepted, listed] = await Promise.all([
      until(probe, () => validate(token, probe), isAccepted),
      until(probe, query, ({ body }) => asList(body.data).length > 0)
    ])
    return `accepted ${accepted.took} (${accepted.result.said}), listed ${listed.took} (${listed.result.said})`
  },
  'An unknown sandbox': probe => askRefusal(probe, { sandboxName: randomUUID() }),
  'Two tokens of one name': probe => askRefusal(probe, { name: `${probe.prefix}-1` }),
  'An expiry in ten years': async probe => {
    const { said, token } = await generate(probe, { lifetimeMs: 3650 * DAY_MS })
    if (!token) return `refused: ${said}`
    const days = Math.round((await msLeft(token, probe)) / DAY_MS)
    await remove(probe, token, first(probe))
    return `${said}, for ${days || 'unlimited'} of 3650 days`
  },
  'A token of the sandbox, on the production Vault': async probe =>
    (await validate({ ...first(probe), host: probe.production.host }, probe)).said,
  'A token of the production Vault, on the sandbox': withToken(
    { sandboxName: '' },
    async (token, probe) => (await validate({ ...token, host: probe.sandboxHost }, probe)).said
  ),
  'A deleted token': withToken({}, async (token, probe) => {
    const { isSuccess, said } = await remove(probe, token, first(probe))
    if (!isSuccess) throw new Error(`the token was not deleted: ${said}`)
    return untilRefused(token, probe)
  }),
  'May a token delete itself?': withToken({}, async (token, probe) => {
    const { isSuccess, said } = await remove(probe, token, token)
    return `${isSuccess ? 'yes' : 'no'}: ${said}`
  }),
  'When is the last use recorded?': withToken({}, async (token, probe) => {
    const read = () => readField(token, 'last_used_date__sys', probe)
    const earlier = await until(probe, read, lastUse => lastUse !== '')
    await sleep(5000, probe.world)
    await validate(token, probe)
    const later = await until(probe, read, lastUse => lastUse !== earlier.result)
    return `the first ${earlier.took}, a second one ${later.took}`
  }),
  'Does POST or GET follow next_page?': withToken({}, async (token, probe) => {
    const form = { q: 'SELECT id FROM api_access_token__sys PAGESIZE 1' }
    const page = await ask(token, { method: 'POST', path: 'query', form }, probe.world)
    const next = asText(asObject(page.body.responseDetails)?.next_page)
    const url = URL.parse(next, `https://${token.host}`)
    if (next === '' || url?.hostname !== token.host) throw new Error(`no next page: ${page.said}`)
    const path = url.pathname + url.search
    const posted = await ask(token, { method: 'POST', path }, probe.world)
    const got = await ask(token, { method: 'GET', path }, probe.world)
    return `POST: ${posted.said}; GET: ${got.said}`
  }),
  'DELETE /session with a token': withToken({}, async (token, probe) => {
    const { said } = await ask(token, { method: 'DELETE', path: 'session' }, probe.world)
    await sleep(2000, probe.world)
    return `${said}; the token afterwards: ${(await validate(token, probe)).said}`
  }),
  'An expired token': withToken({ lifetimeMs: MINUTE_MS }, async (token, probe) => {
    const leftMs = await msLeft(token, probe)
    if (!(leftMs < 2 * MINUTE_MS)) throw new Error('Vault does not generate a token of a minute')
    await sleep(Math.max(0, leftMs), probe.world)
    return untilRefused(token, probe)
  })
}

/** The sandbox's first token. */
function first({ live, sandboxHost }: Probe): ProbeToken {
  const token = live.find(({ host }) => host === sandboxHost)
  if (token) return token
  throw new Error('there is no token of the sandbox')
}

/** "Validate Session User": any credential that a Vault accepts may do so. */
function validate(access: Access, { world }: Probe): Promise<Answer> {
  return ask(access, { method: 'GET', path: 'objects/users/me' }, world)
}

/** Reads a field of a token's record, with the sandbox's first token. Empty if it has none. */
async function readField({ id }: ProbeToken, field: string, probe: Probe): Promise<string> {
  const request = { method: 'GET', path: `vobjects/api_access_token__sys/${id}` } as const
  const { isSuccess, said, body } = await ask(first(probe), request, probe.world)
  if (!isSuccess) throw new Error(`the record could not be read (${said})`)
  return asText(asObject(body.data)?.[field])
}

async function msLeft(token: ProbeToken, probe: Probe): Promise<number> {
  const expiry = Date.parse(await readField(token, 'expiry_date__sys', probe))
  return expiry - probe.world.clock.now().getTime()
}

async function make(probe: Probe, options: TokenOptions): Promise<ProbeToken> {
  const { said, token } = await generate(probe, options)
  if (!token) throw new Error(`the token was refused: ${said}`)
  return token
}

/** Generates a token, uses it once its Vault accepts it, and deletes it, unless that is done by then. */
function withToken(
  options: TokenOptions,
  use: (token: ProbeToken, probe: Probe) => Promise<string>
): Question {
  return async probe => {
    const by = first(probe)
    const token = await make(probe, options)
    await until(probe, () => validate(token, probe), isAccepted)
    const result = await use(token, probe)
    const owner = token.host === by.host ? by : probe.production
    if (probe.live.includes(token)) await remove(probe, token, owner)
    return result
  }
}

async function askRefusal(probe: Probe, options: TokenOptions): Promise<string> {
  const { said, token } = await generate(probe, options)
  if (token) await remove(probe, token, first(probe))
  return said
}

/** Repeats a call for up to two minutes until its result is enough, and says how long that took. */
async function until<T>(
  { world }: Probe,
  call: () => Promise<T>,
  isEnough: (result: T) => boolean
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

const isAccepted = ({ isSuccess }: Answer) => isSuccess

async function untilRefused(token: Access, probe: Probe): Promise<string> {
  const isRefused = (answer: Answer) => answer.isRefused
  const { result, took } = await until(probe, () => validate(token, probe), isRefused)
  return `${result.said} (${took})`
}
