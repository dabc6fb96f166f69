import { toSecond } from '../clock.ts'
import type { Credential } from '../credential.ts'
import { expiryFrom } from '../expiry.ts'
import type { Place, TokenEntry } from '../journal.ts'
import { interrupted } from '../retry.ts'
import type { Settings } from '../settings.ts'
import type { Vault } from '../vault/client.ts'
import type { VaultHost } from '../vault/host.ts'
import type { World } from '../world.ts'
import { generate } from './generate.ts'
import { tokenName } from './rotation.ts'

/** What the token is for, as far as it is known. Texts are empty where they do not apply or could not be learnt. */
export type Subject = Readonly<{
  /** The sandbox's name, or the host of the Vault itself. */
  called: string
  sandboxName: string
  /** The Vault that the token works on; undefined when its DNS could not be learnt. */
  host: VaultHost | undefined
  vaultId: string
}>

/** A token as it is handed on. */
export type Token = Readonly<{ id: string; name: string; value: Credential; expiry: Date | undefined; executionId: string }>

export type TokenTask = Readonly<{
  settings: Settings
  subject: Subject
  /** First 8 hex digits, see rotation.ts. */
  destination: string
  /** The Vault that generates: the parent of the sandbox, or the Vault itself. */
  vault: Vault
  run: Readonly<{ runId: string; attempt: string }>
  /** Writes this token's line in the journal. */
  record: (entry: TokenEntry) => void
}>

/** One token, steps 6 to 8: generated and handed on. Throws ActionError. */
export const makeToken = async (task: TokenTask, world: World, handOver: (token: Token) => void): Promise<Token> => {
  const { settings, subject, vault, record } = task
  const at = placeOf(task)
  const generating = vault.now()
  const expiry = expiryFrom(settings.expires, generating)
  const name = tokenName({
    label: settings.label,
    runId: task.run.runId,
    attempt: task.run.attempt,
    destination: task.destination,
    made: Math.floor(generating.getTime() / 1000),
    nonce: world.nonce()
  })

  record({ state: 'generating', at, name })
  const made = await generate(
    vault,
    {
      target: settings.target.is === 'sandbox' ? { is: 'sandbox', name: subject.sandboxName } : { is: 'vault' },
      name,
      expiry: expiry && toSecond(expiry)
    },
    world.runner.keep,
    world.patience,
    () => record({ state: 'over' })
  )
  record({ state: 'made', at, name, id: made.id, value: made.value.reveal() })
  // A cancelled job has no step left that would use it: it stays *made*, and the post step deletes it.
  if (world.patience.stopping.aborted) throw interrupted()

  const token: Token = { id: made.id, name, value: made.value, expiry, executionId: made.executionId }
  handOver(token)
  record(
    settings.handOn.revokeAfterJob
      ? { state: 'handed-over', at, name, id: made.id, value: made.value.reveal() }
      : { state: 'over' }
  )
  return token
}

const placeOf = ({ subject, vault }: TokenTask): Place => ({
  called: subject.called,
  vaultId: subject.vaultId,
  site: subject.host && { ...vault.site, host: subject.host }
})
