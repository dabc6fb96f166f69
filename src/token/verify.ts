import { ActionError, asActionError } from '../core/errors.ts'
import { formatExpiry } from '../core/time.ts'
import type { LastWritten } from '../github/writable-secret.ts'
import { stoppingWith, type World } from '../net/world.ts'
import { Vault, type VaultSite } from '../vault/client.ts'
import {
  listTokens,
  readToken,
  type TokenListing,
  type TokenRecord
} from '../vault/token-records.ts'
import { deleteAgain, USABLE_WITHIN_MS } from './delete.ts'
import type { NewToken } from './generate.ts'
import { describeExpiry, describeToken, type Token, type TokenTask } from './token.ts'

/** How far the expiry in Vault may be from what was asked for, in milliseconds. */
const TOLERANCE_MS = 60_000

/** What the record of a new token has to say. */
export interface ExpectedToken {
  id: string
  name: string
  /** The Vault that the token has to work on; empty if its id is not known. */
  vaultId: string
  /** What was asked for; undefined: never. */
  expiry: Date | undefined
}

/** Whether a token may be delivered. `warning` and `why` are parts of a sentence. */
export type Judgement =
  | { is: 'good'; record: TokenRecord; warning: string | undefined }
  | { is: 'bad'; why: string }

/** Judges the record of a new token. A shorter lifetime than was asked for is a warning. */
export function judgeRecord(
  record: TokenRecord | undefined,
  respondedBy: string,
  expected: ExpectedToken
): Judgement {
  const problem = identityProblem(record, respondedBy, expected)
  if (record === undefined || problem !== undefined) {
    return { is: 'bad', why: problem ?? 'its record does not exist' }
  }
  const { expiry: asked } = expected
  const wanted = `\`expires\` asks for ${formatExpiry(asked) || 'never'}`
  const laterMs = timeOf(record.expiry) - timeOf(asked)
  if (laterMs > TOLERANCE_MS) {
    return { is: 'bad', why: `it ${describeExpiry(record.expiry)}, but ${wanted}` }
  }
  const isShorter = laterMs < -TOLERANCE_MS
  const warning = isShorter ? `${describeExpiry(record.expiry)}, although ${wanted}` : undefined
  return { is: 'good', record, warning }
}

function identityProblem(
  record: TokenRecord | undefined,
  respondedBy: string,
  { id, name, vaultId }: ExpectedToken
): string | undefined {
  if (vaultId !== '' && respondedBy !== '' && respondedBy !== vaultId) {
    return `Vault ${respondedBy} responded, not Vault ${vaultId}`
  }
  if (record === undefined || record.id !== id) return 'its record does not exist'
  // A name that Vault changed could not be recognised as ours later, and each rotation would leave one more token.
  if (record.name !== name) return 'its record has another name than the one that was sent'
  return record.isActive ? undefined : 'its record is not active'
}

const NEVER_MS = 8.64e15

function timeOf(expiry: Date | undefined): number {
  return expiry?.getTime() ?? NEVER_MS
}

/** What the verification of a new token has shown. */
export interface Verification {
  record: TokenRecord
  listing: TokenListing | ActionError
  /** When the tokens were listed, by GitHub's clock; undefined if its responses do not tell it. */
  listedAt: Date | undefined
  /** When the secret was last written; undefined for an output. */
  written: LastWritten | ActionError | undefined
}

/**
 * Verifies a new token on its own Vault, with itself. At the same time the user's tokens are listed, and GitHub is asked when the
 * secret was last written. A token that does not work yet is retried for up to 30 seconds; one that is not as it should be is deleted.
 * @throws ActionError, `token-unverified` if the token is not what was asked for
 */
export async function verify(
  site: VaultSite,
  made: NewToken,
  task: TokenTask
): Promise<Verification> {
  const { delivery, world } = task
  const { token } = made
  const giveUp = new AbortController()
  const secret = delivery.to === 'secret' ? delivery.secret : undefined
  const listedAt = secret?.now()
  const beside = ownVault(site, token, stoppingWith(world, giveUp.signal))
  const listing = listTokens(beside).catch(asActionError)
  const written = secret?.lastWritten().catch(asActionError)
  try {
    const record = await verifyRecord(ownVault(site, token, world), made, task)
    return { record, listing: await listing, listedAt, written: await written }
  } catch (thrown) {
    giveUp.abort()
    // A run that is stopping leaves the token to the post step.
    if (world.stopping.aborted) throw thrown
    throw await deleteAgain(asActionError(thrown), token, USABLE_WITHIN_MS, task)
  }
}

function ownVault(site: VaultSite, token: Token, world: World): Vault {
  return new Vault(site, world).as(token.value).patient(USABLE_WITHIN_MS)
}

async function verifyRecord(vault: Vault, made: NewToken, task: TokenTask): Promise<TokenRecord> {
  const { world, settings, origin } = task
  const { id, name, expiry } = made.token
  const doing = `Could not verify the token ${describeToken(made.token, world)} on ${vault.site.host}`
  const { record, vaultId } = await readToken(vault, id).catch(thrown => {
    const error = asActionError(thrown)
    if (error.code !== 'vault-session') throw error
    throw error.with({
      code: 'token-unverified',
      message: `${doing}: Vault still does not accept it after ${USABLE_WITHIN_MS / 1000} seconds.`,
      hint: 'Check that the user is active there and may use the API, and run again.'
    })
  })
  // With `target: vault` the Vault that made the token is its own.
  const expectedVault = settings.target.is === 'vault' ? made.madeBy : origin.vaultId
  const judgement = judgeRecord(record, vaultId, { id, name, vaultId: expectedVault, expiry })
  if (judgement.is === 'bad') {
    throw new ActionError(
      'token-unverified',
      `${doing}: ${judgement.why}.`,
      'Check the sandbox and the security profile of the user.'
    )
  }
  if (judgement.warning !== undefined) {
    world.runner.warning(
      'token-unverified',
      `The token "${name}" ${judgement.warning}: the security profile of the user allows no longer lifetime. Give an \`expires\` that it allows.`
    )
  }
  return judgement.record
}
