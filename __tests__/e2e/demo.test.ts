import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../..')

test('the demo shows each scene in at most 120 lines, without a credential, and without colours where there is no terminal', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['simulator/demo.ts'], { cwd: root, encoding: 'utf8' })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  const lines = stdout.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(120)
  expect(lines[0]).toContain('nothing real is contacted')
  expect(lines.at(-1)).toContain('README.md')
  for (const shown of [
    'token T1 (UAT) is deleted',
    'token T2 (UAT) lives, VAULT_TOKEN holds it',
    'token T2 (UAT) lives on, no secret holds it any more',
    'token T3 (UAT) is deleted',
    '1 of 3 tokens failed',
    'the step was ended by',
    'token T7 (Training) is deleted',
    'Nearest: "UAT"',
    '2 active access tokens on acme-uat.veevavault.com'
  ])
    expect(stdout).toContain(shown)
  expect(stdout).not.toMatch(/veeva-vault-[0-9A-F]{8}|gh[ps]_|a stored password|&#\d+;/)
  expect(stdout).not.toContain('\u001b')
})
