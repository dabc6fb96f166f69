import { expect, test } from '@jest/globals'
import { isSingle } from '../../../src/inputs/settings.ts'
import { cases, type Given, MAIN, onlyProblem, problemsOf, settingsOf } from './world.ts'

const VAULT: Given = { ...MAIN, target: 'vault', 'sandbox-name': '' }

test.each(
  cases(`
    sandbox-name: Dev One => {"selection": {"is": "named", "names": ["Dev One"]}}
    sandbox-name:  UAT \r\\n\\n  Dev  One\\n => {"selection": {"is": "named", "names": ["UAT", "Dev  One"]}}
    sandbox-name: Dev One\\ndev one => {"selection": {"is": "named", "names": ["Dev One", "dev one"]}}
    sandbox-name: Sales * EU => {"selection": {"is": "named", "names": ["Sales * EU"]}}
    sandbox-name: - UAT => {"selection": {"is": "named", "names": ["- UAT"]}}
    sandbox-name: * => {"selection": {"is": "every", "except": []}}
    sandbox-name: !UAT\\n*\\n! Dev One => {"selection": {"is": "every", "except": ["UAT", "Dev One"]}}
    sandbox-dns: Acme-Dev.veevavault.com => {"dns": "acme-dev.veevavault.com"}
    vault-job-id:  902  => {"jobId": "902"}
    wait-timeout: 0 => {"waitTimeoutMs": 0}
    wait-timeout: 2h => {"waitTimeoutMs": 7200000}`)
)('%s', (_line, given, part) => {
  const { target } = settingsOf({ ...MAIN, ...given })
  expect(target).toMatchObject({ is: 'sandboxes', ...JSON.parse(part) })
})

test.each(
  cases(`
    target: Vault => \`target\` ("Vault") must be \`sandbox\` or \`vault\`.
    sandbox-name: UAT\\nDev One\\n UAT => \`sandbox-name\` ("UAT") is there twice: remove one of them.
    sandbox-name: *\\n!UAT\\n!UAT => ("!UAT") is there twice
    sandbox-name: *\\nUAT => ("UAT") is part of \`*\`: remove it, or write \`!NAME\` to leave it out.
    sandbox-name: UAT\\n!Dev => ("!Dev") is an exception, which has no effect without a line \`*\`: add that line, or remove the exception.
    sandbox-name: UAT\\n.. => ("..") must be the name of the sandbox as on the My Vaults page
    sandbox-name: . => (".") must be the name of the sandbox
    sandbox-name:  \\n => is required: the name of the sandbox as on the My Vaults page (for a token of the Vault itself set \`target: vault\`).
    sandbox-name: ; sandbox-dns: a.veevavault.com => \`sandbox-name\` is required
    sandbox-dns: evil.example.com => ("evil.example.com") must be the host name of a Vault, like
    sandbox-name: *; sandbox-dns: a.veevavault.com => \`sandbox-dns\` is for one sandbox: name only that one
    vault-job-id: ../902 => ("../902") must be the id of a job, digits only
    wait-timeout: 15 => ("15") must be a duration like \`15m\`, \`2h\` or \`1d\`, or \`0\` to check once.
    wait-timeout: 0m => must be a duration
    wait-timeout: false => must be a duration`)
)('is one problem: %s', (_line, given, says) => {
  expect(onlyProblem(problemsOf({ ...MAIN, ...given }))).toContain(says)
})

test('target: vault needs no sandbox, and nothing that is about one has an effect', () => {
  expect(settingsOf(VAULT).target).toEqual({ is: 'vault' })
  const names = ['sandbox-name', 'sandbox-dns', 'vault-job-id', 'wait-timeout']
  const given = Object.fromEntries(names.map(name => [name, 'x']))
  expect(problemsOf({ ...VAULT, ...given })).toEqual(
    names.map(name => `\`${name}\` has no effect with \`target: vault\`: remove one of them.`)
  )
})

test('one name and the Vault itself are known as one token before any call', () => {
  expect(isSingle({ is: 'vault' })).toBe(true)
  expect(isSingle(settingsOf(MAIN).target)).toBe(true)
  for (const names of ['UAT\nDev', '*']) {
    expect(isSingle(settingsOf({ ...MAIN, 'sandbox-name': names }).target)).toBe(false)
  }
})
