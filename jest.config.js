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
  testTimeout: 30_000
}
