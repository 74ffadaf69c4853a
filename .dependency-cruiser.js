import { modules } from './architecture.js'

const names = Object.keys(modules)
names.forEach((name, rank) => {
  for (const used of modules[name]) {
    if (names.indexOf(used) < 0 || names.indexOf(used) >= rank) {
      throw new Error(`architecture.js: ${name} may not name ${used}: it does not stand above it`)
    }
  }
})

const oneOf = (list) => `(${list.join('|')})`
const pure = '^src/[^/]+/[^/]*(rules|contract|refusals)\\.ts$'

export default {
  forbidden: [
    ...names.map((name) => ({
      name: `${name}-imports-only-what-it-names`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: '^src/', pathNot: `^src/${oneOf([name, ...modules[name]])}/` },
    })),
    {
      name: 'front-door-only',
      comment: 'Other modules are entered by index.ts or contract.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.+', pathNot: ['^src/$1/', '^src/[^/]+/(index|contract)\\.ts$'] },
    },
    {
      name: 'nobody-uses-their-own-front-door',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'kernel-is-pure',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: ['\\.test\\.ts$', 'contract\\.ts$'] },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules, contracts and refusals reach neither Node nor the database driver.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'contracts-see-contracts-only',
      comment: 'Programs outside take their types from contracts, and must not get the server with them.',
      severity: 'error',
      from: { path: '^src/[^/]+/contract\\.ts$' },
      to: { pathNot: ['^src/kernel/', '^src/[^/]+/contract\\.ts$', '^node_modules/typebox/'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'default'], exportsFields: ['exports'] },
  },
}
