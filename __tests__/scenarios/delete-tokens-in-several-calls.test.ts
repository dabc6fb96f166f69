import {
  byPasswordToUat,
  deleted,
  failure,
  type ReplyTo,
  resolveReply,
  scenario
} from './harness/scenario.ts'

/** Vault deletes at most 500 records in one call. */
const deleteUpTo500: ReplyTo = call =>
  JSON.parse(call.body).length > 500
    ? failure('INVALID_DATA', 'At most 500 records can be deleted at once.')
    : resolveReply(deleted, call)

const ids = Array.from({ length: 501 }, (_, index) => `0PI${index}`)

scenario('delete-tokens deletes 501 tokens in two calls', {
  action: 'delete-tokens',
  inputs: { ...byPasswordToUat, 'token-ids': ids.join('\n') },
  shows: ['saved state'],
  replies: ({ uat, addToken }) => {
    for (const id of ids) addToken({ id, name: 'by hand', expires: null })
    uat.signIn()
    uat.listTokens()
    uat.deleteTokens(deleteUpTo500)
    uat.deleteTokens(deleteUpTo500)
    uat.endSession()
  }
})
