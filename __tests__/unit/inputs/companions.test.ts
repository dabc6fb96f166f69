import { expect, test } from '@jest/globals'
import { readDeleteSettings, readListSettings } from '../../../src/inputs/read.ts'
import { cases, type Given, onlyProblem, problemsIn, settingsIn, worldWith } from './world.ts'

const HOST = { 'vault-dns': 'acme-dev.veevavault.com' }
const PASSWORD: Given = { ...HOST, username: 'robot@acme.com', password: 'Pa55-word!' }
const TOKEN: Given = { ...HOST, 'access-token': 'veeva-vault-STORED' }
const ALL = { owner: 'me', label: undefined, expiresWithin: undefined, unusedFor: undefined }

function listing(given: Given) {
  return readListSettings(worldWith({ ...PASSWORD, ...given }).world)
}

function deleting(given: Given, signIn = PASSWORD) {
  return readDeleteSettings(worldWith({ ...signIn, ...given }).world)
}

test.each(
  cases(`
    owner: => {}
    owner: everyone => {"owner": "everyone"}
    owner: 123456789012345678 => {"owner": {"userId": "123456789012345678"}}
    token-name: ci => {"label": "ci"}
    expires-within: 2d; unused-for: 90m => {"expiresWithin": 172800, "unusedFor": 5400}`)
)('list-tokens is narrowed by %s', (_line, given, part) => {
  expect(settingsIn(listing(given))).toMatchObject({
    vaultHost: 'acme-dev.veevavault.com',
    signIn: { by: 'password' },
    selection: { ...ALL, ...JSON.parse(part) }
  })
})

test('a token-name is cut as the main action cuts its default', () => {
  const documented = `github-actions acme/${'r'.repeat(100)}`
  const cut = { label: documented.slice(0, 80) }
  expect(settingsIn(listing({ 'token-name': documented })).selection).toMatchObject(cut)
  const { target } = settingsIn(deleting({ 'token-name': documented }))
  expect(target).toMatchObject({ selection: cut })
})

test.each(
  cases(`
    token-ids: V1\\n 0PI0aZ \\n => {"target": {"by": "ids", "ids": ["V1", "0PI0aZ"]}, "dryRun": false}
    token-name: ci; dry-run: true => {"target": {"by": "name", "selection": {"owner": "me", "label": "ci"}, "keepNewest": 0}, "dryRun": true}
    token-name: ci; keep-newest: 12; owner: everyone => {"target": {"selection": {"owner": "everyone"}, "keepNewest": 12}}`)
)('delete-tokens is told what to delete by %s', (_line, given, settings) => {
  expect(settingsIn(deleting(given))).toMatchObject(JSON.parse(settings))
})

test('delete-tokens with a token, which may be the newest of its name, keeps at least that one', () => {
  expect(onlyProblem(problemsIn(deleting({ 'token-name': 'ci' }, TOKEN)))).toMatch(
    /^`keep-newest` must be 1 or more with `access-token`/
  )
  expect(deleting({ 'token-name': 'ci', 'keep-newest': '1' }, TOKEN).is).toBe('settings')
  expect(deleting({ 'token-ids': 'V1' }, TOKEN).is).toBe('settings')
})

test.each(
  cases(`
    token-ids: => \`token-ids\` or \`token-name\` is required, to say which tokens to delete.
    owner: everyone => \`token-ids\` or \`token-name\` is required
    token-ids: V1; token-name: ci => \`token-name\` has no effect with \`token-ids\`: remove one of them.
    token-ids: V1; owner: me => \`owner\` has no effect with \`token-ids\`
    token-ids: V1; unused-for: x => \`unused-for\` has no effect with \`token-ids\`
    token-ids: V1; expires-within: x => \`expires-within\` has no effect with \`token-ids\`
    token-ids: V1; keep-newest: 1 => \`keep-newest\` has no effect with \`token-ids\`
    token-ids: V1\\nV2\\nV1 => \`token-ids\` ("V1") is there twice
    token-ids: V1\\nV-1 => \`token-ids\` ("V-1") must be ids as Vault has them, like 0PI000000000101, one per line.
    token-ids: V${'1'.repeat(32)} => must be ids
    token-name: ci; keep-newest: all => \`keep-newest\` ("all") must be a number like \`1\` or \`2\`.
    token-name: ci; keep-newest: -1 => must be a number
    token-name: ci; keep-newest: 1000 => must be a number
    token-name: ci; owner: him => \`owner\` ("him") must be \`me\`, \`everyone\`, or the id of a user, digits only.
    token-name: ci; owner: 1234567890123456789 => must be \`me\`
    token-name: ci; unused-for: 2w => \`unused-for\` ("2w") must be a duration like
    token-name: ci; expires-within: soon => \`expires-within\` ("soon") must be a duration like
    token-name: ci; dry-run: maybe => \`dry-run\` ("maybe") must be \`true\` or \`false\`.`)
)('delete-tokens deletes nothing with %s', (_line, given, says) => {
  expect(onlyProblem(problemsIn(deleting(given)))).toContain(says)
})
