const swc = (parser) => ['@swc/jest', {
  swcrc: false, sourceMaps: 'inline', module: { type: 'es6' },
  jsc: { target: 'es2023', parser, transform: { verbatimModuleSyntax: true, react: { runtime: 'automatic' } } },
}];

export default {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // Sources import each other by the name they have once built.
  resolver: '<rootDir>/config/jest-resolver.cjs',
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript' }),
    '^.+\\.tsx$': swc({ syntax: 'typescript', tsx: true }),
  },
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  cacheDirectory: '<rootDir>/.cache/jest',
  testSequencer: '<rootDir>/test/global-order.mjs',
  // One more than the cores of the smallest machine: the tests of faults and of pages wait more than they compute.
  maxWorkers: 3,
  workerIdleMemoryLimit: '512MB',
  testTimeout: 40000,
};
