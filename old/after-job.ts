import { readFileSync } from 'node:fs'
import pLimit from 'p-limit'
import { readCertificates } from './certificates.ts'
import { runContext } from './context.ts'
import { ActionError, asActionError, sentence } from './errors.ts'
import { type GitHub, reachGitHub } from './github/client.ts'
import { type WritingLine, writingLine } from './github/pace.ts'
import { describeSecret, loadSeal } from './github/ready-secret.ts'
import { fetchPublicKey, isListed, lastWritten, type PublicKey, visibilityFields, writeSecret } from './github/secrets.ts'
import { type LiveToken, readJournal, type SessionEntry, type Story, type TokenEntry } from './journal.ts'
import { ensureOver } from './process.ts'
import { proxyCredentials } from './proxy.ts'
import { parseStateFile } from './state-file.ts'
import { remove, removeTwins } from './token/remove.ts'
import { CLOCK_SLACK, parseName, WRITTEN_WITHIN } from './token/rotation.ts'
import { reachVault } from './vault/client.ts'
import { endSession } from './vault/sign-in.ts'
import { retrieveToken } from './vault/token-records.ts'
import type { World } from './world.ts'

/** The whole post step: finishes the story that main's journal tells. It throws nothing; what it can't do is a warning, never a failure. */
export const afterJob = async (world: World): Promise<void> => {
  const { runner } = world
  try {
    const saved = runner.savedState()
    if (Object.keys(saved).length === 0) return
    const { main } = readJournal(saved)
    if (main !== undefined && !(await ensureOver(main, world.patience))) {
      runner.warning(
        'internal',
        `The main step (process ${main.pid}) goes on and could not be ended, so it may still generate a token: look for one of this run among the user’s tokens in Vault and delete it.`
      )
    }
    for (const secret of proxyCredentials(world.env)) runner.keep(secret)
    const story = readJournal({ ...saved, ...(main && lateState(main.stateFile)) })
    // From the journal: inside nested composite actions the inputs of this step are another step's.
    const certificates = readCertificates(story.caCertificate)
    if (certificates.is === 'certificates') world.trust(certificates.pems)
    await finish(story, world)
  } catch (thrown) {
    const error = asActionError(thrown)
    runner.warning(error.code, sentence(error))
  }
}

/** What main recorded after the runner had read its state: a main that lived on beside this step went on writing there. */
const lateState = (path: string): Readonly<Record<string, string>> => {
  try {
    return parseStateFile(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}

/** How long a token that does not work yet is waited for, of the 2 minutes of this step; in milliseconds. */
const USABLE_WITHIN = 90_000

/** How many tokens are worked on at the same time. */
const AT_ONCE = 20

const finish = async ({ tokens, session, unreadable }: Story, world: World): Promise<void> => {
  for (const key of unreadable) {
    world.runner.warning(
      'internal',
      `The saved state of "${world.runner.quote(key)}" can’t be read, so what it tells of may be left behind: look for a token of this run among the user’s tokens in Vault and delete it. A session ends by itself.`
    )
  }
  const limit = pLimit(AT_ONCE)
  // Secrets are written one after the other, at the pace of main.
  const line = writingLine(world.patience)
  const finishOne = (entry: TokenEntry) =>
    entry.state === 'storing' ? line.inLine(() => finishStoring(entry, line, world)) : limit(() => finishToken(entry, world))
  // One that fails in a way that nobody thought of does not stop the others.
  const told = (thrown: unknown) => {
    const error = asActionError(thrown)
    world.runner.warning(error.code, sentence(error))
  }
  await Promise.all([finishSession(session, world), ...tokens.map(entry => finishOne(entry).catch(told))])
}

const finishToken = async (entry: Exclude<TokenEntry, { state: 'storing' }>, world: World): Promise<void> => {
  const { runner } = world
  switch (entry.state) {
    case 'over':
      return
    case 'generating':
      return runner.warning(
        LEFT_BEHIND,
        `Vault may have made the token "${entry.name}" for ${entry.at.called}, whose value nobody has: find it with the action list-tokens and delete it with delete-tokens. A rotation of the same secret deletes it from 15 minutes on; else it lives until it expires.`
      )
    case 'made':
    case 'handed-over':
      return deleteToken(entry, world)
    case 'kept':
      return deleteTwins(entry, world)
  }
}

const LEFT_BEHIND = 'token left behind'

const described = ({ name, id, at }: LiveToken, { runner }: World): string =>
  `the token "${name}" (id ${runner.quote(id)}) of ${at.called}`

const deleteToken = async (entry: Exclude<TokenEntry, { state: 'generating' | 'over' }>, world: World): Promise<void> => {
  const { runner } = world
  const what = described(entry, world)
  const worked = entry.state !== 'made'
  const deletion = await remove({ ...entry, value: runner.keep(entry.value), worked }, USABLE_WITHIN, world)
  if (deletion.is === 'gone') return runner.info(`Deleted ${what}.`)
  // Somebody used a token that was handed over, so a Vault that does not know it has lost it since.
  if (deletion.is === 'unknown' && entry.state === 'handed-over')
    return runner.info(`Nothing to delete: Vault no longer knows ${what}.`)
  runner.warning(
    LEFT_BEHIND,
    `Deleting ${what} failed: ${deletion.reason}. Delete it by its id with the action delete-tokens, or leave it to its expiry.`
  )
}

/** An answer of Vault was lost, so that others of the same name may be there, whose value nobody has. */
const deleteTwins = async (entry: LiveToken, world: World): Promise<void> => {
  const { runner } = world
  const removal = await removeTwins({ ...entry, value: runner.keep(entry.value) }, world)
  if (removal.is === 'gone') return
  runner.warning(
    LEFT_BEHIND,
    `An answer of Vault was lost, and looking for a second "${entry.name}" of ${entry.at.called} failed: ${removal.reason}. Find the one that is not ${runner.quote(entry.id)} with the action list-tokens and delete it with delete-tokens.`
  )
}

/** Whether Vault refuses a token that it accepted when main proved it. */
const isDead = async ({ at, id, value }: LiveToken, { send, patience, runner }: World): Promise<boolean> => {
  if (at.site === undefined) return false
  const own = reachVault(at.site, { send, patience, quote: runner.quote }).as(runner.keep(value))
  const error = await retrieveToken(own, id).then(() => undefined, asActionError)
  return error?.code === 'vault-session'
}

type Storing = Extract<TokenEntry, { state: 'storing' }>

/** GitHub may have stored the token or not: when the secret was last written tells. */
const finishStoring = async (entry: Storing, line: WritingLine, world: World): Promise<void> => {
  const { runner, patience, send, env } = world
  runner.keep(entry.value)
  const secret = describeSecret(entry.secret)
  const what = described(entry, world)
  const left = (why: string) => runner.warning(LEFT_BEHIND, why)
  const unknown = (why: string) =>
    left(
      `Nobody knows whether ${secret} holds ${what}: ${why} The token is kept; run the workflow again to write the secret anew.`
    )

  const apiUrl = URL.parse(runContext(env).apiUrl)
  if (apiUrl === null || apiUrl.href !== entry.secret.apiUrl)
    return unknown('the address of GitHub’s API is another one now than in the main step.')
  const githubToken = runner.input('github-token')
  if (githubToken === '') return unknown('github-token is empty by now.')
  const github = reachGitHub(apiUrl, runner.keep(githubToken), { send, patience, quote: runner.quote })
  const made = parseName(entry.name)?.made
  try {
    const [key, written] = await Promise.all([
      fetchPublicKey(github, entry.secret.place),
      lastWritten(github, entry.secret.place, entry.secret.name)
    ])
    const now = github.now()
    if (made === undefined || written === 'untold' || now === undefined)
      return unknown('GitHub does not say when it was last written.')
    if (written !== 'never' && written.getTime() / 1000 >= made - CLOCK_SLACK)
      return left(
        `GitHub says that ${secret} was written after ${what} was generated: with it, or by another run. If by another run, nobody holds this token, and the next rotation deletes it.`
      )
    if (written === 'never' && (await isListed(github, entry.secret.place, entry.secret.name)))
      return unknown('GitHub does not find it, and lists it.')
    const age = () => (github.now() ?? now).getTime() / 1000 - made
    if (age() > WRITTEN_WITHIN) return deleteToken(entry, world)
    if (await isDead(entry, world)) return left(`Somebody deleted ${what}, so ${secret} was not written. Run the workflow again.`)
    await writeAgain(entry, key, github, line, age, world)
  } catch (thrown) {
    // Also where GitHub refuses: what main sent may have been stored before.
    unknown(sentence(asActionError(thrown)))
  }
}

/** Rolls forward: the same proven value. Throws ActionError. */
const writeAgain = async (
  entry: Storing,
  key: PublicKey,
  github: GitHub,
  { turn }: WritingLine,
  age: () => number,
  world: World
): Promise<void> => {
  const { place, name, visibility } = entry.secret
  const seal = await loadSeal()
  const asItIs = visibility === 'as it is' && place.scope === 'organization'
  const fields = asItIs
    ? await visibilityFields(github, place, name, undefined)
    : visibility === 'as it is'
      ? undefined
      : visibility
  const outcome = await writeSecret(
    github,
    {
      ...{ place, name, key, visibility: fields, value: world.runner.keep(entry.value) },
      begin: async () => {
        await turn()
        return age() > WRITTEN_WITHIN
          ? new ActionError('wait-timeout', `More than ${WRITTEN_WITHIN / 60} minutes passed since it was generated.`, '')
          : undefined
      }
    },
    seal
  )
  if (outcome.is === 'not-stored') throw outcome.error
  world.runner.info(`Wrote ${described(entry, world)} to ${describeSecret(entry.secret)}.`)
  if (entry.twins) await deleteTwins(entry, world)
}

const finishSession = async (entry: SessionEntry, world: World): Promise<void> => {
  const { runner } = world
  if (entry.state === 'over') return
  const session = runner.keep(entry.session)
  try {
    await endSession(reachVault(entry.site, { send: world.send, patience: world.patience, quote: runner.quote }).as(session))
    runner.info(`Ended the session on ${entry.site.host}.`)
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code !== 'vault-session')
      runner.warning(error.code, `${error.message} The session ends by itself when it has been idle.`)
  }
}
