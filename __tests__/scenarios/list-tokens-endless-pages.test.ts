import { byPasswordToUat, recordOf, scenario, success } from './harness/scenario.ts'

const record = recordOf({
  id: 'V8T0000000A0001',
  name: 'by hand',
  value: '',
  host: '',
  expires: null,
  deleted: false
})

/** A gateway that ignores the parameters of the page. */
const samePage = success({
  responseDetails: { total: 2, next_page: '/api/v26.2/query/Q1?pageoffset=1' },
  data: [record]
})

scenario('ends when the list of tokens has more pages than it announces', {
  action: 'list-tokens',
  inputs: byPasswordToUat,
  shows: ['log', 'outputs', 'requests'],
  replies: ({ uat }) => {
    uat.signIn()
    uat.listTokens(samePage)
    uat.expect('POST', '/api/v26.2/query/Q1?pageoffset=1', samePage)
    uat.expect('POST', '/api/v26.2/query/Q1?pageoffset=1', samePage)
    uat.endSession()
  }
})
