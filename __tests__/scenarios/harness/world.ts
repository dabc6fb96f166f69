import { createHash } from 'node:crypto'
import nock from 'nock'
import { type Expect, githubOn, type Host, vaultOn } from './hosts.ts'
import { type Call, type ReplyTo, resolveReply, sandboxHost } from './replies.ts'
import type { Carried, SentRequest, StoredToken } from './types.ts'
import type { VirtualClock } from './virtual-time.ts'

/** Where the tokens of a secret go to, as their names have it: API host, kind, numeric id of the repository or organization, name. */
const DESTINATIONS = {
  VAULT_TOKEN: ['api.github.com', 'repository', '1234', 'VAULT_TOKEN'],
  VAULT_TOKEN_UAT: ['api.github.com', 'repository', '1234', 'VAULT_TOKEN_UAT'],
  VAULT_TOKEN_DEV: ['api.github.com', 'repository', '1234', 'VAULT_TOKEN_DEV'],
  /** Of a repository that had the name of this one before, and was renamed. */
  'VAULT_TOKEN of the renamed repository': ['api.github.com', 'repository', '1200', 'VAULT_TOKEN'],
  'VAULT_TOKEN of acme': ['api.github.com', 'organization', '99', 'VAULT_TOKEN']
}

type EarlierToken = Pick<StoredToken, 'expires'> &
  Partial<StoredToken> & {
    /** ISO 8601 */
    made: string
    /** VAULT_TOKEN when omitted. */
    secret?: keyof typeof DESTINATIONS
  }

export type Traffic = { requests: SentRequest[]; unexpected: string[] }

/** Everything outside the action: in `replies`, it is told what to respond. */
export const createWorld = (carried: Carried, clock: VirtualClock, traffic: Traffic) => {
  const host = hosts(carried, traffic)
  const vault = vaultOn(host('https://acme.veevavault.com'), 'acme.veevavault.com')
  const sandboxVault = (name: string) =>
    vaultOn(host(`https://${sandboxHost(name)}`), sandboxHost(name))
  const addToken = (fields: Pick<StoredToken, 'id' | 'expires'> & Partial<StoredToken>): void => {
    const token = { name: '', value: '', host: sandboxHost('UAT'), deleted: false, ...fields }
    carried.tokens.push(token)
  }
  return {
    clock,
    /** Has the list of requests show a name in place of a value that a scenario makes up. */
    nameCredential: (value: string, name: string): void => {
      carried.credentials[value] = name
    },
    /** The production Vault, acme.veevavault.com. */
    vault,
    /** The Vault of a sandbox: acme-NAME.veevavault.com. */
    sandboxVault,
    /** The Vault of the sandbox UAT. */
    uat: sandboxVault('UAT'),
    github: githubOn(host('https://api.github.com')),
    /** Any other host: `host('https://login.veevavault.com').expect('POST', …)`. */
    host,
    /** Adds a token that exists before the step. */
    addToken,
    /** Adds a token that an earlier run made for a secret: what it contains when `id` is omitted. */
    addEarlierToken: (fields: EarlierToken): void =>
      addToken({ id: 'V8T0000000C0001', ...fields, name: earlierName(fields) })
  }
}

export type World = ReturnType<typeof createWorld>

/** @returns the name that the action gave to an earlier token */
const earlierName = ({ made, secret = 'VAULT_TOKEN' }: EarlierToken): string => {
  const seconds = Math.floor(Date.parse(made) / 1000).toString(16)
  const destination = JSON.stringify(DESTINATIONS[secret])
  const hash = createHash('sha256').update(destination).digest('hex').slice(0, 8)
  return `github-actions acme/app #4700.1-${hash}-${seconds}0a0b0c0d`
}

const hosts =
  (carried: Carried, traffic: Traffic) =>
  (origin: string): Host => {
    const scope = nock(origin).defaultReplyHeaders({ date: () => new Date().toUTCString() })
    scope.on('request', (request: Request, _interceptor: unknown, body: string) => {
      const { method, url, headers } = request
      traffic.requests.push({
        method,
        url,
        body,
        authorization: headers.get('authorization') ?? ''
      })
    })
    const expect: Expect = (method, path, reply) => {
      scope
        .intercept(path, method)
        .reply(async (request: Request) => respondTo(request, reply, carried))
    }
    return { expect, scope }
  }

const respondTo = async (request: Request, reply: ReplyTo, carried: Carried) => {
  const { tokens, credentials } = carried
  const { method, url } = request
  const call: Call = { method, url: new URL(url), body: await request.text(), tokens, credentials }
  const result = await resolveReply(reply, call)
  if ('networkError' in result) {
    throw Object.assign(new Error(result.networkError), { code: result.networkError })
  }
  const body = typeof result.body === 'string' ? result.body : JSON.stringify(result.body)
  return [result.status, body, result.headers] as const
}
