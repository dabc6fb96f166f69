import { replaceForUat, scenario, storedForUat } from './harness/scenario.ts'

const made = '2026-10-29T11:59:55Z'
const expires = '2026-11-28T12:00:00.000Z'

scenario('deletes the tokens of its own repository only, and not those of one that had its name', {
  inputs: { ...storedForUat, 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    const secret = 'VAULT_TOKEN of the renamed repository'
    world.addEarlierToken({ made, expires })
    world.addEarlierToken({ id: 'V8T0000000C0002', made, expires, secret })
    replaceForUat(world)
    world.uat.deleteTokens()
  }
})
