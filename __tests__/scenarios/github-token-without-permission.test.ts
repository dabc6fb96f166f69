import {
  REQUESTS_WHILE_NEW,
  refusal,
  refusePublicKey,
  scenario,
  storedForUat
} from './harness/scenario.ts'

const refused = refusal(403, 'Resource not accessible by integration', {
  'x-accepted-github-permissions': 'secrets=read'
})

scenario('a github-token that may not write secrets fails before a token is generated', {
  inputs: storedForUat,
  replies: world => refusePublicKey(world, refused, { times: REQUESTS_WHILE_NEW }),
  post: true
})
