import { afterAll, expect, test } from '@jest/globals'
import { startSimulator } from '../../../simulator/index.ts'
import { askThroughProxy } from './ask.ts'
import { githubStage } from './github-ask.ts'

const simulator = await startSimulator()
const { token } = githubStage(simulator.world)
afterAll(() => simulator.close())

const headers = { 'user-agent': 'test', authorization: `Bearer ${token.value}` }
const path = '/repos/acme/pipelines'
const ask = (host: string, line: string) => askThroughProxy(simulator, line, { host, headers })

test.each([
  ['api.github.com', path],
  ['github.acme.example', `/api/v3${path}`]
])('GitHub answers at %s%s', async (host, where) => {
  const reply = await ask(host, `GET ${where}`)
  expect(reply).toMatchObject({ status: 200, headers: { date: expect.stringContaining('GMT') } })
  expect(JSON.parse(reply.body).full_name).toBe('acme/pipelines')
  expect(simulator.requests.at(-1)).toMatchObject({ host, path: where, status: 200 })
})

test('Other paths and other hosts are not GitHub’s', async () => {
  expect((await ask('github.acme.example', `GET ${path}`)).status).toBe(404)
  expect((await ask('acme.veevavault.com', `GET ${path}`)).status).toBe(503)
})
