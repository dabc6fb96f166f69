import { byPasswordToUat, listAtUat, scenario } from './harness/scenario.ts'

scenario(
  'list-tokens filters by token-name, by expiry and by last use',
  {
    action: 'list-tokens',
    inputs: { ...byPasswordToUat, 'token-name': 'github-actions acme/app' },
    shows: ['outputs'],
    replies: world => {
      world.addEarlierToken({
        id: '0PI1',
        made: '2026-10-01T12:00:00Z',
        expires: '2026-11-28T12:00:00.000Z',
        lastUsed: '2026-11-24T12:00:00.000Z'
      })
      world.addEarlierToken({
        id: '0PI2',
        made: '2026-11-01T12:00:00Z',
        expires: '2027-01-30T12:00:00.000Z'
      })
      world.addToken({ id: '0PI3', name: 'by hand', expires: null })
      listAtUat(world)
    }
  },
  {
    action: 'list-tokens',
    inputs: { ...byPasswordToUat, 'expires-within': '7d' },
    shows: ['outputs'],
    replies: world => listAtUat(world)
  },
  {
    action: 'list-tokens',
    inputs: { ...byPasswordToUat, 'unused-for': '14d' },
    shows: ['outputs'],
    replies: world => listAtUat(world)
  }
)
