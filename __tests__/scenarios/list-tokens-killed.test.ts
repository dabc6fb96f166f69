import { byPasswordToUat, killed, scenario, tokenList } from './harness/scenario.ts'

scenario('the post step of list-tokens ends the session of a killed step', {
  action: 'list-tokens',
  inputs: byPasswordToUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ uat }) => {
    uat.signIn()
    uat.listTokens(killed(tokenList))
  },
  post: ({ uat }) => uat.endSession()
})
