import { secretsAt } from './harness/hosts.ts'
import { scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('stores the token on the GitHub Enterprise Server that the runner belongs to', {
  inputs: storedForUat,
  env: { GITHUB_API_URL: 'https://github.acme.com/api/v3' },
  shows: ['log', 'requests'],
  replies: world => {
    const server = world.host('https://github.acme.com')
    storeForUat(world, { secrets: secretsAt(server, '/api/v3/repos/acme/app/actions/secrets') })
  }
})
