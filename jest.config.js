/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } }
    ]
  },
  moduleNameMapper: { '^(undici|tunnel|@actions/exec)$': '<rootDir>/stubs/absent.js' },
  reporters: ['default', '<rootDir>/__tests__/helpers/skipped-reporter.js'],
  // Most tests wait for a process of their own, so that no core is left for Jest itself.
  maxWorkers: '100%',
  testTimeout: 30_000
}
