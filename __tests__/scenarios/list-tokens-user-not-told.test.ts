import { byPasswordToUat, recordOf, scenario, success } from './harness/scenario.ts'

scenario('list-tokens fails where Vault does not say who the user is', {
  action: 'list-tokens',
  inputs: byPasswordToUat,
  shows: ['log', 'outputs'],
  replies: ({ uat, addToken }) => {
    addToken({ id: '0PI1', name: 'by hand', expires: null })
    addToken({ id: '0PI2', name: 'of somebody else', expires: null, user: '7' })
    uat.signIn()
    uat.listTokens(({ tokens }) => success({ data: tokens.map(recordOf) }))
    uat.readUser(success({ users: null }))
    uat.endSession()
  }
})
