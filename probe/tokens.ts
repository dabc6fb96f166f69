import type { Credential } from '../src/core/credential.ts'
import { asList, asObject, asText } from '../src/core/json.ts'
import { formatInstant } from '../src/core/time.ts'
import type { World } from '../src/net/world.ts'
import { Vault } from '../src/vault/client.ts'
import type { VaultHost } from '../src/vault/host.ts'
import { deleteTokens, generateToken, listTokens, requestDeletion } from '../src/vault/tokens.ts'
import { type Access, type Answer, API_VERSION, ask, CLIENT_ID, describe } from './ask.ts'

/** A token, addressed to its own Vault. */
export interface ProbeToken extends Access {
  id: string
  name: string
}

/** The two Vaults, and the tokens that the probe has generated there. */
export interface Probe {
  world: World
  /** With the session. */
  production: Access
  sandboxHost: VaultHost
  sandboxName: string
  /** What the name of every token begins with. */
  prefix: string
  generated: number
  /** Whether a response was lost that may have held a token of the sandbox. */
  isUnclear: boolean
  /** The tokens that still have to be deleted; the sandbox's first one deletes the others. */
  live: ProbeToken[]
}

const HOUR_MS = 3_600_000
const RECORDS = '/vobjects/api_access_token__sys'

/**
 * Generates a token of an hour for the sandbox.
 * @param options `sandboxName` is empty for a token of the production Vault
 */
export async function generate(
  probe: Probe,
  options: { sandboxName?: string; name?: string; lifetimeMs?: number } = {}
): Promise<{ answer: Answer; token: ProbeToken | undefined }> {
  const { world, production, prefix, sandboxHost } = probe
  probe.generated += 1
  const { name = `${prefix}-${probe.generated}`, lifetimeMs = HOUR_MS } = options
  const { sandboxName = probe.sandboxName } = options
  const parent = sandboxName === '' ? '' : `/sandbox/${encodeURIComponent(sandboxName)}`
  const path = `/objects${parent}/users/me/api_access_token__sys`
  const expiry = formatInstant(new Date(world.clock.now().getTime() + lifetimeMs))
  const form = { name__v: name, expiry_date__v: expiry }
  const answer = await ask(production, { method: 'POST', path, form }, world)
  const data = asObject(answer.body.data)
  const id = asText(data?.id)
  if (id === '') {
    probe.isUnclear ||= answer.isUnclear
    return { answer, token: undefined }
  }
  const credential = world.runner.maskSecret(asText(data?.token__sys))
  const host = sandboxName === '' ? production.host : sandboxHost
  const token = { id, name, host, credential }
  probe.live.push(token)
  return { answer, token }
}

/** Deletes a token with another one or itself; a row of its own tells the result. */
export async function remove(probe: Probe, token: ProbeToken, by: Access): Promise<Answer> {
  const request = { method: 'DELETE', path: RECORDS, json: [{ id: token.id }] } as const
  const answer = await ask(by, request, probe.world)
  const row = asObject(asList(answer.body.data)[0])
  const isSuccess = row?.responseStatus === 'SUCCESS'
  if (isSuccess) probe.live = probe.live.filter(each => each !== token)
  const said = row === undefined ? answer.said : `${answer.said}; its row: ${describe(row)}`
  return { ...answer, isSuccess, said }
}

/** Reads a field of a token's record, with another token. Empty if it has none. */
export async function readField(
  probe: Probe,
  { id }: ProbeToken,
  field: string,
  by: Access
): Promise<string> {
  const { isSuccess, said, body } = await ask(
    by,
    { method: 'GET', path: `${RECORDS}/${id}` },
    probe.world
  )
  if (!isSuccess) throw new Error(`the record could not be read (${said})`)
  return asText(asObject(body.data)?.[field])
}

/**
 * Deletes the tokens that are left, also those whose response was lost.
 * @returns how many may still be there
 */
export async function cleanUp(probe: Probe, world: World): Promise<number> {
  const { production, sandboxHost, prefix } = probe
  const at = ({ host, credential }: Access) => {
    const site = { host, apiVersion: API_VERSION, clientId: CLIENT_ID, referenceId: prefix }
    return new Vault(site, world).as(credential)
  }
  const parent = at(production)
  const deleteInSandbox = (credential: Credential, id: string) =>
    deleteAll(probe, at({ host: sandboxHost, credential }).patient(60_000), id)
  /** With one more token, where none is left that works. */
  const deleteAnew = async () => {
    const { sandboxName } = probe
    const expiry = new Date(world.clock.now().getTime() + HOUR_MS)
    const token = await generateToken(parent, { sandboxName, name: `${prefix}-last`, expiry })
    return deleteInSandbox(token.value, token.id)
  }
  const failed = () => Math.max(1, probe.live.length)
  let left = await deleteAll(probe, parent, '').catch(failed)
  const first = probe.live.find(({ host }) => host === sandboxHost)
  if (first) {
    left += await deleteInSandbox(first.credential, first.id).catch(deleteAnew).catch(failed)
  } else if (probe.isUnclear) {
    left += await deleteAnew().catch(failed)
  }
  return left
}

/**
 * Deletes what a Vault has of the probe's tokens.
 * @param own the id of the token that deletes the others, and itself in the end; empty for a session
 */
async function deleteAll({ prefix, live }: Probe, vault: Vault, own: string): Promise<number> {
  const { records } = await listTokens(vault)
  const listed = records.filter(({ name }) => name.startsWith(prefix)).map(({ id }) => id)
  // The list may show a new token late.
  const known = live.filter(({ host }) => host === vault.site.host).map(({ id }) => id)
  const others = [...new Set([...listed, ...known])].filter(id => id !== own)
  const deletions = await deleteTokens(vault, others)
  // A token that deletes itself can't list afterwards, so this is not compared with the list.
  const last = own === '' ? [] : (await requestDeletion(vault, [own])).deletions
  // What is refused and not listed has expired.
  const isLeft = (id: string) => listed.includes(id) || id === own
  return deletions.concat(last).filter(({ is, id }) => is === 'refused' && isLeft(id)).length
}
