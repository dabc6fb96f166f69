import {
  REQUESTS_WHILE_NEW,
  refusal,
  refusePublicKey,
  scenario,
  storedForUat
} from './harness/scenario.ts'

const refused = refusal(403, 'Resource not accessible by integration', {
  'x-accepted-github-permissions': 'secrets=read,environments=read'
})

scenario('an App that may write secrets but not environments is told which permissions it needs', {
  inputs: { ...storedForUat, 'secret-scope': 'environment/production' },
  shows: ['log', 'requests'],
  replies: world => {
    const secrets = world.github.at('/repos/acme/app/environments/production/secrets')
    refusePublicKey(world, refused, { secrets, times: REQUESTS_WHILE_NEW })
  },
  post: true
})
