import { byPassword, refusal, refusePublicKey, scenario, toSecret } from './harness/scenario.ts'

const refused = refusal(403, 'Resource not accessible by integration', {
  'x-accepted-github-permissions': 'secrets=read,environments=read'
})

// Version 3: names `permission-environments: write` for the step that makes the App token.
scenario('an App that may write secrets but not environments is told which permissions it needs', {
  inputs: {
    ...byPassword,
    ...toSecret,
    'sandbox-name': 'UAT',
    'secret-scope': 'environment/production'
  },
  shows: ['log', 'requests'],
  replies: world =>
    refusePublicKey(
      world,
      refused,
      world.github.at('/repos/acme/app/environments/production/secrets')
    ),
  post: true
})
