import { refusal, refusePublicKey, scenario, storedForUat } from './harness/scenario.ts'

const location = 'https://api.github.com/repositories/1234/actions/secrets/public-key'

scenario('a renamed repository is an error with its new address, and no redirect is followed', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world => refusePublicKey(world, refusal(301, 'Moved Permanently', { location })),
  post: true
})
