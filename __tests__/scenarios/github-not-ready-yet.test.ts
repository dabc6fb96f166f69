import {
  notFound,
  refusal,
  scenario,
  secretCreated,
  storedForUat,
  storeForUat
} from './harness/scenario.ts'

scenario('is patient with a token and an environment that GitHub has just created', {
  inputs: { ...storedForUat, 'secret-scope': 'environment/uat' },
  shows: ['log', 'requests'],
  replies: world => {
    const secrets = world.github.at('/repos/acme/app/environments/uat/secrets')
    secrets.readPublicKey(refusal(401, 'Bad credentials'))
    secrets.readPublicKey(refusal(403, 'Resource not accessible by integration'))
    secrets.readPublicKey(notFound)
    storeForUat(world, { secrets, stored: refusal(403, 'Resource not accessible by integration') })
    secrets.writeSecret(secretCreated)
  }
})
