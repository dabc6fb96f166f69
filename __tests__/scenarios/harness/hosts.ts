import type nock from 'nock'
import { RECIPIENT } from './recipient.ts'
import {
  deleted,
  newSession,
  newToken,
  notFound,
  type ReplyTo,
  respond,
  sandboxes,
  sandboxRow,
  secretCreated,
  success,
  tokenList,
  tokenRecord
} from './replies.ts'

/** Expects one request and answers it. Each call of a host's method is one of these. */
export type Expect = (method: string, path: string | RegExp, reply: ReplyTo) => void

export type Host = Readonly<{
  expect: Expect
  /** What nock offers, for anything else. */
  scope: nock.Scope
}>

const API = '/api/v26.2'
const TOKENS = `${API}/vobjects/api_access_token__sys`
const GENERATE = 'users/me/api_access_token__sys'

/** A Vault: the production Vault, or that of a sandbox. Each call expects one request. */
export const vaultOn = (host: Host, name: string) => {
  const { expect } = host
  return {
    ...host,
    signIn: (reply: ReplyTo = newSession(name)) => expect('POST', `${API}/auth`, reply),
    listVersions: (reply: ReplyTo = success({ values: { 'v26.2': `https://${name}${API}` } })) =>
      expect('GET', '/api/', reply),
    readUser: (reply: ReplyTo = success({ users: [{ user: { id: 12 } }] })) =>
      expect('GET', `${API}/objects/users/me`, reply),
    readJob: (reply: ReplyTo) => expect('GET', `${API}/services/jobs/4711`, reply),
    listSandboxes: (reply: ReplyTo = sandboxes(sandboxRow('UAT'))) =>
      expect('GET', `${API}/objects/sandbox`, reply),
    /** @param sandbox only for the sandbox of this name; any when omitted */
    generateForSandbox: (reply: ReplyTo = newToken(), sandbox?: string) => {
      const segment = sandbox === undefined ? '[^/]+' : encodeURIComponent(sandbox)
      expect('POST', new RegExp(`^${API}/objects/sandbox/${segment}/${GENERATE}$`), reply)
    },
    generate: (reply: ReplyTo = newToken()) => expect('POST', `${API}/objects/${GENERATE}`, reply),
    readToken: (reply: ReplyTo = tokenRecord()) =>
      expect('GET', new RegExp(`^${TOKENS}/[^/]+$`), reply),
    listTokens: (reply: ReplyTo = tokenList) => expect('POST', `${API}/query`, reply),
    deleteTokens: (reply: ReplyTo = deleted) => expect('DELETE', TOKENS, reply),
    endSession: (reply: ReplyTo = success()) => expect('DELETE', `${API}/session`, reply)
  }
}

const publicKey = respond(200, { key_id: RECIPIENT.keyId, key: RECIPIENT.publicKey })

/** The secrets of one location on GitHub. Each call expects one request. */
export const secretsAt = (host: Host, location: string) => {
  const pathOf = (name: string) => new RegExp(`^${location}/${name}$`)
  return {
    readPublicKey: (reply: ReplyTo = publicKey) =>
      host.expect('GET', `${location}/public-key`, reply),
    /** @param name only for the secret of this name; any when omitted */
    readSecret: (reply: ReplyTo = notFound, name = '[A-Z0-9_]+') =>
      host.expect('GET', pathOf(name), reply),
    writeSecret: (reply: ReplyTo = secretCreated, name = '[A-Z0-9_]+') =>
      host.expect('PUT', pathOf(name), reply)
  }
}

/** GitHub's REST API. Without `at`, the secrets are those of the repository acme/app. */
export const githubOn = (host: Host) => ({
  ...host,
  ...secretsAt(host, '/repos/acme/app/actions/secrets'),
  /** @param location for example `/orgs/acme/actions/secrets` */
  at: (location: string) => secretsAt(host, location),
  readRepository: (reply: ReplyTo = respond(200, { id: 1234, full_name: 'acme/app' })) =>
    host.expect('GET', '/repos/acme/app', reply)
})
