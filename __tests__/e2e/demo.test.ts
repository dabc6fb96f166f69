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
  const scenes = stdout.split(/\n\n/).slice(1, -1)
  const essential = [
    /output token: \*\*\*\n.*T1 \(UAT\) lives[\s\S]*when the job ends\n.*\n.*T1 \(UAT\) is deleted/,
    /T2 \(UAT\) lives, VAULT_TOKEN holds it/,
    /T2 \(UAT\) lives, no secret holds it\n.*T3 \(UAT\) lives, VAULT_TOKEN holds it/,
    /T2 \(UAT\) is deleted\n.*T3 \(UAT\) lives, no secret holds it\n.*T4 \(UAT\) lives, VAULT_TOKEN holds it/,
    /Error: partial: 1 of 3 tokens failed[\s\S]*VAULT_(TRAINING|UAT)_TOKEN holds it\n.*VAULT_(TRAINING|UAT)_TOKEN holds it/,
    /until it was killed \(SIGKILL\)[\s\S]*T7 \(Training\) lives[\s\S]*when the job ends\n.*\n.*T7 \(Training\) is deleted/,
    /Error: sandbox-unknown: .* Nearest: "UAT"/,
    /3 active access tokens on acme-uat\.veevavault\.com[\s\S]*T3 \(UAT\)\n.*T4 \(UAT\)\n.*T\d \(UAT\)/,
    /T1 \(UAT\): made in scene 1, deleted in scene 1[\s\S]*T7 \(Training\): made in scene 6, deleted in scene 6/
  ]
  expect(scenes).toEqual(essential.map(shown => expect.stringMatching(shown)))
  expect(stdout).not.toMatch(/veeva-vault-[0-9A-F]{8}|[0-9A-F]{80}|gh[a-z]_|github_pat_|a stored password|&#\d+;/)
  expect(stdout).not.toContain('\u001b')
})
