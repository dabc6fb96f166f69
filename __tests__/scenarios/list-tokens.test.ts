import { addSupersededTokens, byPasswordToUat, listAtUat, scenario } from './harness/scenario.ts'

scenario('list-tokens shows the tokens of the user who asks, soonest expiry first', {
  action: 'list-tokens',
  inputs: byPasswordToUat,
  replies: world => {
    addSupersededTokens(world)
    world.addToken({
      id: '0PI1',
      name: 'by hand',
      expires: '2026-11-26T12:00:00.000Z',
      lastUsed: '2026-11-24T12:00:00.000Z'
    })
    world.addToken({ id: '0PI2', name: 'of somebody else', expires: null, user: '7' })
    listAtUat(world)
  },
  post: true
})
