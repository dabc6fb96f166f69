import {
  REQUESTS_WHILE_NEW,
  refusal,
  refusePublicKey,
  scenario,
  storedForUat
} from './harness/scenario.ts'

// An App's token that is seconds old may get the same response, so GitHub is asked again for 6 seconds.
scenario('a wrong github-token fails before a token is generated', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world =>
    refusePublicKey(world, refusal(401, 'Bad credentials'), { times: REQUESTS_WHILE_NEW }),
  post: true
})
