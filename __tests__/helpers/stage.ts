import { handleGitHub } from '../../simulator/github.ts'
import { handle } from '../../simulator/vault.ts'
import { createWorld, type SimToken } from '../../simulator/world.ts'
import { parseExpires } from '../../src/expiry.ts'
import { type ReadySecret, secretPlaces } from '../../src/github/ready-secret.ts'
import type { SecretPlace, Visibility } from '../../src/github/secrets.ts'
import type { HttpOutcome, HttpRequest, Send } from '../../src/http.ts'
import type { TokenEntry } from '../../src/journal.ts'
import { destinationId, type KeepPrevious, tokenName } from '../../src/token/rotation.ts'
import type { Current, Obtained, TokenTask } from '../../src/token/task.ts'
import { reachVault, type Vault } from '../../src/vault/client.ts'
import type { World } from '../../src/world.ts'
import { lost } from './answers.ts'
import { type FakeRunner, fakeRunner } from './runner.ts'
import { secretHandOn, site } from './settings.ts'
import { host, secret } from './values.ts'
import { jobEnvironment, patience, routeOf, seededRandom } from './world.ts'

/**
 * What happens to a request: another answer, an answer that is lost on the way, or something that somebody else does just before it (and
 * may answer in its place).
 */
type Trouble = HttpOutcome | 'the answer is lost' | (() => HttpOutcome | undefined) | (() => void)

export const repositoryPlace: SecretPlace = { scope: 'repository', repository: 'acme/pipelines' }
export const organizationPlace = { scope: 'organization', organization: 'acme' } as const
export const label = 'github-actions acme/pipelines'

type Given = Readonly<{
  inputs?: Readonly<Record<string, string>>
  state?: Readonly<Record<string, string>>
  stop?: AbortController
}>

/**
 * A world in which Vault and GitHub are the simulator's models, without sockets: a production Vault with one active sandbox, a user with a
 * stored token, a repository, and a GitHub token that may write its secrets. Sleeping takes no time of ours.
 */
export const stage = ({ inputs, state, stop = new AbortController() }: Given = {}) => {
  const model = createWorld()
  const parent = model.addVault({ host: 'acme.veevavault.com' })
  const sandbox = model.addSandbox(parent, { name: 'Dev One', host: 'acme-dev.veevavault.com' })
  const user = model.addUser({ name: 'robot@acme.com', password: 'Pa55-word!' })
  const stored = model.mint(parent, user, { name: 'stored by hand' })
  stored.made = new Date(stored.made.getTime() - 3_600_000)
  const { github } = model
  github.addOrganization('acme')
  github.addRepository('acme/pipelines', { environments: ['prod/eu'] })
  const githubToken = github.addToken({ permissions: ['secrets:write', 'environments:write', 'organization_secrets:write'] })

  const routes: string[] = []
  const sent: HttpRequest[] = []
  const waits: number[] = []
  const troubles: { route: RegExp; trouble: Trouble; left: number }[] = []
  const answerOf = ({ method, url, headers, body = '' }: HttpRequest): HttpOutcome => {
    const path = url.pathname + url.search
    const request = { host: url.hostname, method, path, headers: { ...headers }, body }
    const answer = url.hostname === 'api.github.com' ? handleGitHub(model, request, path) : handle(model, request)
    const named = Object.entries({ date: model.clock.now().toUTCString(), ...answer.headers })
    const lower = Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), value]))
    return { is: 'answer', status: answer.status, headers: lower, text: answer.body }
  }
  const send: Send = async request => {
    const route = routeOf(request)
    routes.push(route)
    sent.push(request)
    const hit = troubles.find(({ route: pattern, left }) => left > 0 && pattern.test(route))
    if (hit) hit.left -= 1
    const trouble = hit?.trouble
    if (typeof trouble === 'object') return trouble
    const instead = typeof trouble === 'function' ? trouble() : undefined
    const answer = instead ?? answerOf(request)
    return trouble === 'the answer is lost' ? lost : answer
  }
  const clock = {
    now: model.clock.now,
    elapsed: () => model.clock.now().getTime(),
    sleep: async (ms: number, signal: AbortSignal) => {
      signal.throwIfAborted()
      waits.push(ms)
      model.clock.advance(ms)
      signal.throwIfAborted()
    }
  }
  const runner: FakeRunner = fakeRunner({ ...(inputs && { inputs }), ...(state && { state }) })
  let nonces = 0
  const world: World & { runner: FakeRunner } = {
    runner,
    env: jobEnvironment,
    send,
    connect: async () => undefined,
    trust: () => {},
    patience: patience({ clock, random: seededRandom(1), stopping: stop.signal }),
    nonce: () => (0xbee0 + nonces++).toString(16),
    process: { pid: 77, started: '1234' }
  }
  const wire = { send, patience: world.patience, quote: runner.quote }
  const vaultAs = (at: string, value: string): Vault => reachVault(site({ host: host(at) }), wire).as(secret(value))

  const destination = destinationId({ is: 'secret', place: repositoryPlace, name: 'VAULT_TOKEN' }, 'api.github.com')
  /** Makes a token as this action would have made it so many minutes ago. */
  const ours = ({ agoMinutes = 60, of = destination, labelled = label, days = 30, name = '' } = {}): SimToken => {
    const made = new Date(model.clock.now().getTime() - agoMinutes * 60_000)
    const seconds = Math.floor(made.getTime() / 1000)
    const called =
      name ||
      tokenName({
        ...{ label: labelled, destination: of, runId: '4700', attempt: '1', made: seconds },
        nonce: (0xa000 + nonces++).toString(16)
      })
    const token = model.mint(sandbox, user, { name: called, expires: new Date(made.getTime() + days * 86_400_000) })
    token.made = made
    return token
  }

  /** Has the secret hold a token, written a minute after that was made. */
  const holds = (token: SimToken): SimToken => {
    const secret = github.setSecret(repositoryPlace, 'VAULT_TOKEN', token.value)
    secret.updatedAt = new Date(token.made.getTime() + 60_000)
    return token
  }

  const journal: TokenEntry[] = []
  const outputs: Obtained[] = []
  /** How many requests had been sent each time that a task said that nothing more will be generated. */
  const doneGenerating: number[] = []
  const recorded = (): readonly string[] => journal.map(({ state }) => state)
  const ready = async (place: SecretPlace = repositoryPlace, visibility?: Visibility): Promise<ReadySecret> => {
    const handOn = secretHandOn({ token: secret(githubToken.value), place, visibility })
    const readyPlace = await secretPlaces(handOn, wire)(place, ['VAULT_TOKEN'])
    return readyPlace('VAULT_TOKEN')
  }

  /** The task of a token that is an output; see `secretTask`. */
  const outputTask = (given: Partial<TokenTask> & { for?: string } = {}): TokenTask => ({
    vault: vaultAs(parent.host, stored.value),
    target: { is: 'sandbox', name: sandbox.name },
    subject: { called: sandbox.name, sandboxName: sandbox.name, host: host(sandbox.host), vaultId: String(sandbox.id) },
    label,
    destination,
    run: { runId: '4711', attempt: '2' },
    expires: parseExpires(given.for ?? '30d') ?? { is: 'never' },
    way: { to: 'output', revokeAfterJob: true },
    verify: true,
    record: entry => void journal.push(entry),
    generatedAll: () => void doneGenerating.push(routes.length),
    setOutputs: obtained => void outputs.push(obtained),
    ...given
  })

  /** The task of a token that is stored as VAULT_TOKEN; the routes that only get it ready are not counted. */
  const secretTask = async (
    given: Partial<TokenTask> & { for?: string; keepPrevious?: KeepPrevious; current?: SimToken; renewBefore?: number } = {}
  ): Promise<TokenTask & { way: { to: 'secret' } }> => {
    const { keepPrevious = 1, current: held, renewBefore = 7 * 86_400, ...more } = given
    const current: Current = held ? { is: 'given', value: secret(held.value), renewBefore } : { is: 'nothing given' }
    const way = { to: 'secret', secret: await ready(), keepPrevious, current } as const
    routes.length = 0
    sent.length = 0
    return { ...outputTask(more), way }
  }

  return {
    ...{ model, parent, sandbox, user, stored, github, githubToken, destination, ours, holds },
    ...{ world, runner, routes, sent, waits, journal, recorded, outputs, doneGenerating, stop },
    ...{ outputTask, secretTask, ready, vaultAs },
    /** Something that happens to the next requests of a route, once unless told. */
    trouble: (route: RegExp, trouble: Trouble, times = 1): void => {
      troubles.push({ route, trouble, left: times })
    },
    /** The tokens on the sandbox that live, by their ids. */
    living: (): readonly string[] => model.liveTokens(sandbox).map(({ id }) => id),
    /** The value that the secret holds. */
    held: (): string | undefined => github.secretAt(repositoryPlace, 'VAULT_TOKEN')?.value,
    /** The newest token on the sandbox, dead or alive. */
    newest: (): SimToken => {
      const token = model.tokens.filter(({ vault }) => vault === sandbox).at(-1)
      if (token === undefined) throw new Error('No token was made on the sandbox.')
      return token
    }
  }
}

export type Stage = ReturnType<typeof stage>

/** What a run told, and what it sent. */
export const results = (of: Stage) => JSON.parse(of.runner.outputs().results ?? 'null')
export const saved = (of: Stage, key: string) => JSON.parse(of.runner.saved()[key] ?? 'null')
export const errors = (of: Stage) => of.runner.annotations('error')
export const warnings = (of: Stage) => of.runner.annotations('warning')
export const lines = (of: Stage) => of.runner.effects.filter(({ does }) => does === 'info').map(({ text }) => text)
export const count = (of: Stage, route: RegExp) => of.routes.filter(each => route.test(each)).length

export const LISTING = /^GET \/objects\/sandbox$/
/** Changes something between two looks at the sandboxes: the first ones, as many as told, see it as it was. */
export const afterLooks = (of: Stage, looks: number, change: () => void): void => {
  of.trouble(LISTING, () => {}, looks)
  of.trouble(LISTING, change)
}
/** A sandbox, the one of the stage unless told, is being built, and ready after so many looks. */
export const readyAfter = (of: Stage, looks: number, box = of.sandbox): void => {
  box.status = 'building'
  afterLooks(of, looks, () => {
    box.status = 'active'
  })
}

export const QUERY = /^POST \/query/
export const RECORD = /^GET \/vobjects/
export const DELETING = /^DELETE \/vobjects/
export const GENERATE = /^POST \/objects\/(sandbox\/[^/]+\/)?users\/me/
export const PUT_SECRET = /^PUT /
export const GET_SECRET = /^GET \/repos\/.*\/secrets\/VAULT_TOKEN$/
export const GET_KEY = /public-key$/
