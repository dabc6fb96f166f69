/** Lists the skipped tests at the end of a run, because jest's summary only counts them. */
export default class SkippedReporter {
  constructor({ testNamePattern }) {
    this.isSelection = Boolean(testNamePattern)
  }

  onRunComplete(_contexts, { testResults: files }) {
    if (this.isSelection) return
    for (const { fullName, status } of files.flatMap(({ testResults }) => testResults)) {
      if (status === 'pending') console.warn(`Skipped: ${fullName}`)
    }
  }
}
