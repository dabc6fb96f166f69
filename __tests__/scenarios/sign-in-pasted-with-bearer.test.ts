import { byAccessToken, generateForUat, scenario } from './harness/scenario.ts'

scenario('accepts a token that was pasted together with the word Bearer', {
  inputs: {
    ...byAccessToken,
    'access-token': 'Bearer veeva-vault-STORED0TOKEN',
    'sandbox-name': 'UAT'
  },
  shows: ['log', 'requests'],
  replies: world => {
    world.nameCredential('veeva-vault-STORED0TOKEN', 'access-token')
    world.vault.listVersions()
    generateForUat(world)
  }
})
