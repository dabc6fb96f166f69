import { type Call, type Envelope, failure, success } from './envelope.ts'
import type { SimVault } from './world.ts'

const SOME_DATE = '2026-01-01T00:00:00Z'

export const listVersions = ({ world, vault }: Call): Envelope => {
  const toEntry = (version: string) => [version, `https://${vault.host}/api/${version}`]
  return success({ values: Object.fromEntries(world.versions.map(toEntry)) })
}

export const readOwnUser = ({ user }: Call): Envelope => {
  const record = {
    id: user.id,
    user_name__v: user.name,
    user_email__v: user.name,
    user_first_name__v: 'A',
    user_last_name__v: 'User',
    active__v: true
  }
  return success({ users: [{ user: record }] })
}

export const endSession = ({ world, credential }: Call): Envelope => {
  if (typeof credential !== 'string') {
    return failure('OPERATION_NOT_ALLOWED', 'An access token has no session to end.')
  }
  world.sessions.delete(credential)
  return success()
}

const refuseSandboxes = ({ user }: Call): Envelope | undefined =>
  user.mayListSandboxes
    ? undefined
    : failure('INSUFFICIENT_ACCESS', `User [${user.id}] may not retrieve sandboxes.`)

const noSandbox = (id: string): Envelope =>
  failure('INVALID_DATA', `The sandbox [${id}] does not exist.`)

const sandboxesOf = ({ world, vault }: Call): SimVault[] =>
  world.vaults.filter(({ parent }) => parent === vault)

export const listSandboxes = (call: Call): Envelope => {
  const active = sandboxesOf(call).map(toRow)
  const allowed = String(2 + active.length)
  const entitlements = [{ size: 'Small', available: '2', allowed, temporary: '0' }]
  return refuseSandboxes(call) ?? success({ data: { entitlements, active } })
}

/** Retrieves one sandbox by its Vault id, with its limits. */
export const readSandbox = (call: Call, id: string): Envelope => {
  const sandbox = sandboxesOf(call).find(each => String(each.id) === id)
  const limits = [{ name: 'Objects', used: '12', allowed: '100' }]
  const found = sandbox && success({ data: { ...toRow(sandbox), limits } })
  return refuseSandboxes(call) ?? found ?? noSandbox(id)
}

const startJob = ({ world, vault }: Call): Envelope => {
  const { id } = world.addJob(vault, 'SUCCESS')
  return success({ job_id: id, url: `/api/v26.2/services/jobs/${id}` })
}

/** Creates a sandbox that is active at once. */
export const createSandbox = (call: Call): Envelope => {
  const name = call.form.get('name')
  if (!name) return failure('PARAMETER_REQUIRED', 'Missing required parameter [name].')
  call.world.addSandbox(call.vault, { name })
  return startJob(call)
}

/** Refreshes a sandbox; it keeps its tokens. */
export const refreshSandbox = (call: Call, id: string): Envelope => {
  const sandbox = sandboxesOf(call).find(each => String(each.id) === id)
  return sandbox ? startJob(call) : noSandbox(id)
}

const toRow = (sandbox: SimVault) => ({
  vault_id: sandbox.id,
  name: sandbox.name,
  type: 'config',
  size: 'Small',
  status: sandbox.status,
  domain: 'acme.com',
  dns: sandbox.host,
  pod: 'VV1-001',
  created_by: 1001,
  modified_by: 1001,
  entitlements: { components: [] },
  source_vault_id: sandbox.parent?.id,
  release: 'general',
  refresh_available: SOME_DATE,
  created_date: SOME_DATE,
  modified_date: SOME_DATE,
  expiration_date: 'NULL'
})

/** Retrieves a job's status, at most once in 10 seconds; each look advances the job by one status. */
export const readJob = ({ world, vault }: Call, id: string): Envelope => {
  const job = world.jobs.find(each => each.vault === vault && String(each.id) === id)
  if (!job) return failure('INVALID_DATA', `The job [${id}] does not exist.`)
  const now = world.clock.now()
  if (job.askedAt && now.getTime() - job.askedAt.getTime() < 10_000) {
    const message = 'The status of a job can be retrieved once in 10 seconds.'
    return failure('API_LIMIT_EXCEEDED', message)
  }
  job.askedAt = now
  const status = job.statuses.length > 1 ? job.statuses.shift() : job.statuses[0]
  const href = `/api/v26.2/services/jobs/${job.id}`
  const data = {
    id: job.id,
    status,
    method: 'POST',
    title: 'Create Sandbox',
    created_by: 1001,
    created_date: SOME_DATE,
    run_start_date: SOME_DATE,
    links: [{ rel: 'self', href, method: 'GET', accept: 'application/json' }]
  }
  return success({ data })
}
