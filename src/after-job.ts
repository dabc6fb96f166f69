import { readFileSync } from 'node:fs'
import { asActionError, sentence } from './errors.ts'
import { readJournal, type SessionEntry, type Story, type TokenEntry } from './journal.ts'
import { ensureOver } from './process.ts'
import { parseStateFile } from './state-file.ts'
import { reachVault } from './vault/client.ts'
import { endSession } from './vault/sign-in.ts'
import { deleteTokens } from './vault/tokens.ts'
import type { World } from './world.ts'

/** The whole post step: finishes the story that main's journal tells. It throws nothing; what it can't do is a warning, never a failure. */
export const afterJob = async (world: World): Promise<void> => {
  const { runner } = world
  try {
    const saved = runner.savedState()
    const { main } = readJournal(saved)
    if (main === undefined) return
    if (!(await ensureOver(main, world.patience))) {
      runner.warning(
        'internal',
        `The main step (process ${main.pid}) goes on and could not be ended: it may still generate a token.`
      )
    }
    const story = readJournal({ ...saved, ...lateState(main.stateFile) })
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

const finish = async ({ tokens, session, unreadable }: Story, world: World): Promise<void> => {
  for (const key of unreadable) {
    world.runner.warning(
      'internal',
      `The saved state of "${world.runner.quote(key)}" can’t be read: what it tells of may be left behind.`
    )
  }
  await Promise.all([...tokens.map(entry => finishToken(entry, world)), finishSession(session, world)])
}

const finishToken = async (entry: TokenEntry, world: World): Promise<void> => {
  const { runner } = world
  if (entry.state === 'over') return
  if (entry.state === 'generating') {
    runner.warning(
      'token left behind',
      `Vault may have made the token "${entry.name}" for ${entry.at.called}, whose value nobody has: look for it among the user's tokens there and delete it.`
    )
    return
  }
  const what = `the token "${entry.name}" (id ${runner.quote(entry.id)}) of ${entry.at.called}`
  const left = (why: string) =>
    runner.warning('token left behind', `Deleting ${what} failed: ${why} Delete it in Vault, or leave it to its expiry.`)
  const value = runner.keep(entry.value)
  if (entry.at.site === undefined) return left('its DNS is not known.')
  try {
    const vault = reachVault(entry.at.site, { send: world.send, patience: world.patience, quote: runner.quote }).as(value)
    const [deletion] = await deleteTokens(vault, [entry.id], runner.quote, world.patience)
    if (deletion?.is === 'refused') return left(`${deletion.reason}.`)
    runner.info(`Deleted ${what}.`)
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session' && entry.state === 'handed-over') {
      return runner.info(`Nothing to delete: Vault no longer knows ${what}.`)
    }
    left(error.message)
  }
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
