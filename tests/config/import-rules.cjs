/** Who may import whom: the rules that keep the processes apart. Checked by dependency-cruiser. */

const numerical = '(ml-[a-z-]+|umap-js)'
const sharedPackages = `(zod|intl-messageformat|@formatjs/[a-z-]+|${numerical})`
const uiPackages =
  '(react|react-dom|@mantine/[a-z]+|@tabler/[a-z-]+|@tanstack/[a-z-]+|wouter|zustand|plotly[a-z.-]*|zod|@codemirror/[a-z-]+|@lezer/highlight)'
/** Matches a package by its folder, hoisted or not. @param {string} names */
const packages = (names) => `node_modules/${names}(/|$)`

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle of imports has no order in which it can be understood or initialised.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-stands-alone',
      comment: 'shared/ runs in every process: it imports shared/, zod, intl-messageformat and numerical packages.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', packages(sharedPackages)] },
    },
    {
      name: 'renderer-is-a-page',
      comment: 'The renderer has no Node: it imports its own files, shared/ and its user interface packages.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { pathNot: ['^renderer/', '^shared/', packages(uiPackages)] },
    },
    {
      name: 'electron-does-not-import-the-renderer',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'workers-do-not-know-electron',
      comment: 'The engine, workers and command line run in plain Node too, where there is no electron module.',
      severity: 'error',
      from: { path: '^electron/(engine|worker|database|import|export|cli)/' },
      to: { path: packages('electron') },
    },
    {
      name: 'nothing-imports-main',
      comment: 'electron/main composes the others; what two of them need belongs beside them.',
      severity: 'error',
      from: { pathNot: '^electron/main/' },
      to: { path: '^electron/main/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^original-fs$'] },
    },
    {
      name: 'no-development-packages-on-the-node-side',
      comment: 'What the Node side imports is a dependency. Reports carry the chart library of the renderer as a text.',
      severity: 'error',
      from: { path: '^(electron|shared)/', pathNot: '^electron/setup/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: packages('(electron|plotly[a-z.-]*)'),
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
