import { expect, test } from '@jest/globals'
import { ActionError } from '../../../src/core/errors.ts'
import { whyUnknown } from '../../../src/token/cleanup.ts'
import type { Survey } from '../../../src/token/rotation.ts'

const listedAt = new Date('2026-11-23T12:00:00Z')
const written = new Date('2026-11-22T12:00:00Z')
const secret = {
  displayName: 'the secret VAULT_TOKEN of the repository acme/pipelines',
  name: 'VAULT_TOKEN',
  destination: [],
  lastWritten: async () => written,
  hasOtherVisibility: async () => false,
  now: () => listedAt,
  refreshTime: async () => {},
  write: async () => 'updated' as const
}
function storedAs(status: 'created' | 'updated') {
  return { to: 'secret' as const, secret, status, revokedIds: [] }
}

function surveyOf(given: Partial<Survey> = {}): Survey {
  return { listing: { records: [], userId: '12' }, written, listedAt, ...given }
}

test.each<[string, Partial<Survey>, RegExp, RegExp]>([
  [
    'GitHub could not be asked',
    { written: new ActionError('network', 'Could not ask.', 'x') },
    /^Could not ask\.$/,
    /next rotation/
  ],
  [
    'GitHub does not say when',
    { written: 'unknown' },
    /does not say when the secret VAULT_TOKEN/,
    /delete-tokens/
  ],
  [
    'GitHub’s responses have no Date',
    { listedAt: undefined },
    /no `Date` header/,
    /proxy or gateway.*delete-tokens/
  ],
  [
    'GitHub updated what it said did not exist',
    { written: 'never' },
    /did not show before/,
    /next rotation/
  ]
])(
  'the history of a secret is unknown if %s, and the message says what to do',
  (_why, given, message, hint) => {
    const unknown = whyUnknown(surveyOf(given), storedAs('updated'))
    expect(unknown?.message).toMatch(message)
    expect(unknown?.hint).toMatch(hint)
  }
)

test('the history of a secret is known if GitHub says when it was written, or has just created it', () => {
  expect(whyUnknown(surveyOf(), storedAs('updated'))).toBeUndefined()
  expect(whyUnknown(surveyOf({ written: 'never' }), storedAs('created'))).toBeUndefined()
})
