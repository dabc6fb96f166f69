/** Lists the skipped tests at the end of a run, because jest's summary only counts them. */
export default class SkippedReporter {
  constructor({ testNamePattern }) {
    this.isSelection = Boolean(testNamePattern)
  }

  onRunComplete(_contexts, { testResults: files }) {
    if (this.isSelection) return
    const tests = files.flatMap(({ testResults }) => testResults)
    const skipped = tests.filter(({ status }) => status === 'pending')
    for (const { fullName } of skipped) console.warn(`Skipped: ${fullName}`)
  }
}
