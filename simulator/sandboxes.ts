import { type Call, type Envelope, failure, success } from './envelope.ts'
import type { SimVault } from './world.ts'

export const versions = ({ world, vault }: Call): Envelope => {
  const { host } = vault.answersFor ?? vault
  return success({ values: Object.fromEntries(world.versions.map(version => [version, `https://${host}/api/${version}`])) })
}

export const usersMe = ({ user }: Call): Envelope =>
  success({
    users: [
      {
        user: {
          id: user.id,
          user_name__v: user.name,
          user_email__v: user.name,
          user_first_name__v: 'A',
          user_last_name__v: 'User',
          active__v: true
        }
      }
    ]
  })

export const endSession = ({ world, credential }: Call): Envelope => {
  if (typeof credential !== 'string') return failure('OPERATION_NOT_ALLOWED', 'An access token has no session to end.')
  world.sessions.delete(credential)
  return success()
}

export const listSandboxes = ({ world, vault, user }: Call): Envelope => {
  if (!user.mayListSandboxes) return failure('INSUFFICIENT_ACCESS', `User [${user.id}] may not retrieve sandboxes.`)
  const active = world.vaults.filter(({ parent }) => parent === vault).map(toRow)
  return success({ data: { entitlements: [{ size: 'Small', available: 2, allowed: 2 + active.length, temporary: 0 }], active } })
}

/** Creates a sandbox, which is there at once; its job says so at the second look. */
export const createSandbox = ({ world, vault, form }: Call): Envelope => {
  const name = form.get('name')
  if (!name) return failure('PARAMETER_REQUIRED', 'Missing required parameter [name].')
  world.addSandbox(vault, { name })
  const { id } = world.addJob(vault, 'SUCCESS')
  return success({ job_id: id, url: `/api/v26.2/services/jobs/${id}` })
}

/** One sandbox, by the id of its Vault. */
export const oneSandbox = ({ world, vault, user }: Call, id: string): Envelope => {
  if (!user.mayListSandboxes) return failure('INSUFFICIENT_ACCESS', `User [${user.id}] may not retrieve sandboxes.`)
  const sandbox = world.vaults.find(each => each.parent === vault && String(each.id) === id)
  return sandbox ? success({ data: toRow(sandbox) }) : failure('INVALID_DATA', `The sandbox [${id}] does not exist.`)
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
  refresh_available: '2026-01-01T00:00:00Z',
  created_date: '2026-01-01T00:00:00Z',
  modified_date: '2026-01-01T00:00:00Z',
  expiration_date: 'NULL'
})

/** A job may be asked once in ten seconds, and is one status further each time. */
export const jobStatus = ({ world, vault }: Call, id: string): Envelope => {
  const job = world.jobs.find(each => each.vault === vault && String(each.id) === id)
  if (!job) return failure('INVALID_DATA', `The job [${id}] does not exist.`)
  const now = world.clock.now()
  if (job.askedAt && now.getTime() - job.askedAt.getTime() < 10_000) {
    return failure('API_LIMIT_EXCEEDED', 'The status of a job may be asked once in 10 seconds.')
  }
  job.askedAt = now
  const status = job.statuses.length > 1 ? job.statuses.shift() : job.statuses[0]
  return success({
    data: {
      id: job.id,
      status,
      method: 'POST',
      title: 'Create Sandbox',
      created_by: 1001,
      created_date: '2026-01-01T00:00:00Z',
      run_start_date: '2026-01-01T00:00:01Z',
      links: [{ rel: 'self', href: `/api/v26.2/services/jobs/${job.id}`, method: 'GET', accept: 'application/json' }]
    }
  })
}
