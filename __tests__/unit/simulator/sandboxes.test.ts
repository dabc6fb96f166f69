import { expect, test } from '@jest/globals'
import { ask, stage } from './ask.ts'

test('The sandboxes of a Vault are listed with their state', () => {
  const { world, vault, sandbox, session } = stage()
  world.addSandbox(vault, { name: 'Load Test', status: 'building' })
  const { data } = ask(world, 'GET /api/v26.2/objects/sandbox', { auth: session })
  expect(data.entitlements).toHaveLength(1)
  expect(data.active).toMatchObject([
    { vault_id: sandbox.id, name: 'UAT', status: 'active', dns: 'acme-uat.veevavault.com', source_vault_id: vault.id },
    { name: 'Load Test', status: 'building', dns: 'acme-load-test.veevavault.com', expiration_date: 'NULL' }
  ])
})

test('A job moves on with each look, but may be asked once in ten seconds only', () => {
  const { world, vault, session } = stage()
  const job = world.addJob(vault, 'QUEUED', 'SUCCESS')
  const look = () => ask(world, `GET /api/v26.2/services/jobs/${job.id}`, { auth: session })
  expect(look().data).toMatchObject({ id: job.id, status: 'QUEUED' })
  expect(look().errors[0]?.type).toBe('API_LIMIT_EXCEEDED')
  world.clock.advance(10_000)
  expect(look().data.status).toBe('SUCCESS')
  world.clock.advance(10_000)
  expect(look().data.status).toBe('SUCCESS')
})
