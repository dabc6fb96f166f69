import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { runPost, runStep } from '../../../simulator/runner.ts'

const folder = mkdtempSync(join(tmpdir(), 'bundles-'))
const simulator = { proxyUrl: 'http://127.0.0.1:9', caFile: '/nowhere/ca.pem' }
afterAll(() => rmSync(folder, { recursive: true }))

/** A bundle made of these lines. */
const script = (...lines: string[]) => {
  const file = join(mkdtempSync(join(folder, 'x-')), 'index.mjs')
  writeFileSync(file, ["import { appendFileSync } from 'node:fs'", ...lines].join('\n'))
  return file
}

test('A step sees its inputs and its job, and nothing else of the machine', async () => {
  process.env.SOMETHING_ELSE = 'x'
  const bundle = script('console.log(JSON.stringify({ ...process.env }))')
  const inputs = { 'vault-dns': 'acme.veevavault.com', 'two words': 'x' }
  const step = await runStep({ bundle, inputs, env: { EXTRA: '1' }, state: { saved: 'y' }, simulator })
  const env = JSON.parse(step.stdout)
  expect(env).toMatchObject({
    'INPUT_VAULT-DNS': 'acme.veevavault.com',
    INPUT_TWO_WORDS: 'x',
    STATE_saved: 'y',
    EXTRA: '1',
    GITHUB_REPOSITORY: 'acme/pipelines',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_API_URL: 'https://api.github.com',
    HTTPS_PROXY: simulator.proxyUrl,
    NODE_EXTRA_CA_CERTS: simulator.caFile
  })
  expect(env).not.toHaveProperty('SOMETHING_ELSE')
  expect(env.RUNNER_TEMP).toBe(step.folder)
  expect(existsSync(step.folder)).toBe(false)
})

test('A value is hidden from its mask on, and shown before it', async () => {
  const bundle = script(
    "console.log('a secret')",
    "console.log('::add-mask::secret')",
    "console.log('::error title=oops::the secret')",
    "console.log('btoa ' + btoa('secret'))",
    "process.stdout.write('the end')"
  )
  const step = await runStep({ bundle, inputs: {}, simulator })
  expect(step.log).toBe('a secret\nError: oops: the ***\nbtoa ***\nthe end\n')
  expect(step.masks).toEqual(['secret'])
  expect(step.events.slice(0, 2)).toEqual([{ line: 'a secret' }, { command: 'add-mask', properties: {}, data: 'secret' }])
})

test('Outputs, state and summary are read, and the post step gets state and masks', async () => {
  const bundle = script(
    "appendFileSync(process.env.GITHUB_OUTPUT, 'token<<E\\nsecret\\nE\\n')",
    "appendFileSync(process.env.GITHUB_STATE, 'made=0PI1\\n')",
    "appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Done\\n')",
    "console.log('::add-mask::secret')",
    'process.exitCode = 3'
  )
  const post = script("console.log(process.env.STATE_made + ' secret')", "console.error('late secret')")
  const options = { bundle, post, inputs: {}, simulator }
  const step = await runStep(options)
  expect(step).toMatchObject({
    exitCode: 3,
    signal: null,
    outputs: { token: 'secret' },
    state: { made: '0PI1' },
    summary: '# Done\n',
    pid: expect.any(Number)
  })
  const after = await runPost(step, options)
  expect(after.log.split('\n').sort()).toEqual(['', '0PI1 ***', 'late ***'])
  expect([after.exitCode, after.stderr]).toEqual([0, 'late secret\n'])
})

test('A step can be killed, and its folder kept', async () => {
  const bundle = script("console.log('on')", 'setInterval(() => {}, 1000)')
  const kill = { onSpawn: (child: { kill: () => void; stdout: unknown }) => setTimeout(() => child.kill(), 150) }
  const step = await runStep({ bundle, inputs: {}, simulator, keepFolder: true, ...kill })
  expect([step.exitCode, step.signal]).toEqual([null, 'SIGTERM'])
  expect(readdirSync(step.folder).sort()).toEqual(['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'])
  rmSync(step.folder, { recursive: true })
})
