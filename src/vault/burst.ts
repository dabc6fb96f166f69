/** How far apart calls begin at the most, in milliseconds: as long as Vault itself delays each call beyond the limit ("API Rate Limits"). */
const SLOWEST = 500
/** Below this part of the calls that Vault allows in five minutes we begin to slow down. */
const SCARCE = 0.1
const LONGEST = 60_000

/**
 * In: the headers of an answer. Out: milliseconds that calls to this Vault should be apart from now on: none while many calls are left,
 * more as they shrink, and what Vault says that it delays us by.
 */
export const gapAfter = (headers: Readonly<Record<string, string>>): number => {
  const delayed = Number(headers['x-vaultapi-responsedelay'])
  const limit = Number(headers['x-vaultapi-burstlimit'])
  const left = Number(headers['x-vaultapi-burstlimitremaining'])
  const scarcity = left >= 0 && limit > 0 ? 1 - left / (limit * SCARCE) : 0
  return Math.min(LONGEST, Math.max(0, delayed || 0, Math.round(SLOWEST * scarcity)))
}
