import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { parseFileCommands } from '../../simulator/log.ts'
import { runStep } from '../../simulator/runner.ts'
import { createWorld } from '../../simulator/world.ts'

const root = resolve(import.meta.dirname, '../..')
const run = (file: string, env: NodeJS.ProcessEnv = process.env) =>
  spawnSync(process.execPath, [join(root, file)], { cwd: root, encoding: 'utf8', env })

test('the demo succeeds in at most 80 lines, and shows what becomes of each token but no credential', () => {
  const { stdout, stderr, status } = run('simulator/demo.ts')
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  expect(stdout.split('\n').length).toBeLessThanOrEqual(80)
  expect(stdout.split('\n').filter(line => line.includes('=> '))).toEqual([
    '   => Token 1 (UAT): active',
    '   => Token 1 (UAT): deleted',
    '   => Token 2 (UAT): active, stored in the secret VAULT_TOKEN',
    '   => Token 2 (UAT): active',
    '   => Token 3 (UAT): active, stored in the secret VAULT_TOKEN',
    '   => Token 4 (Training): active',
    '   => Token 4 (Training): deleted'
  ])
  expect(stdout).not.toMatch(/veeva-vault-[0-9A-F]{8}|[0-9A-F]{80}|gh[a-z]_\w|a stored password/)
  // Bold text is for terminals only.
  expect(stdout).not.toContain('\u001b')
})

test('the simulator in the background serves a rotation with the outputs that it sets', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-outputs-'))
  const GITHUB_OUTPUT = join(folder, 'output')
  expect(run('simulator/serve.ts', { ...process.env, GITHUB_OUTPUT })).toMatchObject({ status: 0 })
  const set = parseFileCommands(readFileSync(GITHUB_OUTPUT, 'utf8'))
  const { 'proxy-url': proxyUrl = '', 'ca-file': caFile = '', pid, ...inputs } = set
  const names = ['vault-dns', 'username', 'password', 'github-token']
  const given = names.map(name => [name, inputs[name] ?? ''])
  const step = { 'sandbox-name': '*', 'secret-name': 'VAULT_{sandbox}' }
  const simulator = { proxyUrl, caFile, world: createWorld() }
  try {
    const main = await runStep({ inputs: { ...Object.fromEntries(given), ...step }, simulator })
    expect(main.exitCode).toBe(0)
    expect(JSON.parse(main.outputs.results ?? '')).toHaveLength(3)
  } finally {
    process.kill(Number(pid))
    for (const path of [folder, dirname(caFile)]) rmSync(path, { recursive: true })
  }
})
