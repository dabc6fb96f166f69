import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const cwd = resolve(import.meta.dirname, '../..')

test('the demo succeeds in at most 80 lines, and shows what becomes of each token but no credential', () => {
  const options = { cwd, encoding: 'utf8' } as const
  const { stdout, stderr, status } = spawnSync(process.execPath, ['simulator/demo.ts'], options)
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
