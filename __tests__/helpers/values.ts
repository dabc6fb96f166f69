import { setTimeout as sleep } from 'node:timers/promises'
import { type Credential, credentials } from '../../src/credential.ts'
import { ActionError } from '../../src/errors.ts'
import { type VaultHost, vaultHost } from '../../src/vault/host.ts'

export const secret = (value: string): Credential => credentials(() => {}).keep(value)

export const host = (text: string): VaultHost => {
  const checked = vaultHost(text)
  if (checked === undefined) throw new Error(`"${text}" is no host of a Vault.`)
  return checked
}

/** The ActionError that a promise rejects with, or that a function throws. */
export const errorOf = async (
  failing: Promise<unknown> | (() => unknown)
): Promise<ActionError> => {
  try {
    await (typeof failing === 'function' ? failing() : failing)
  } catch (thrown) {
    if (thrown instanceof ActionError) return thrown
    throw thrown
  }
  throw new Error('It was expected to fail, and did not.')
}

/** Waits until it is so. It ends: a loop that waits in vain would outlive its test and hang the whole run. */
export const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 5_000) throw new Error(`It was waited for in vain: ${isSo}`)
    await sleep(2)
  }
}
