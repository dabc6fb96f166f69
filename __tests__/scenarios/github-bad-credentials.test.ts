import { byPassword, refusal, refusePublicKey, scenario, toSecret } from './harness/scenario.ts'

// Version 3: asked again for up to 6 s, because an App token that is seconds old may be answered so.
scenario('a wrong github-token fails before a token is generated', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => refusePublicKey(world, refusal(401, 'Bad credentials')),
  post: true
})
