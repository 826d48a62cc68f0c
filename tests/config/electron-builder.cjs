/** How `npm run package` makes the application: for the current platform, from what is on disk, without a network. */

const path = require('node:path')
const manifest = require('../../package.json')

const root = path.resolve(__dirname, '../..')
/** Bundles hold every other package; only the native module and what loads it are shipped as packages. */
const shipped = ['better-sqlite3', 'bindings', 'file-uri-to-path']

module.exports = {
  appId: 'net.regulars.workbench',
  productName: manifest.productName,
  electronVersion: manifest.devDependencies.electron,
  electronDist: path.join(root, 'node_modules/electron/dist'),
  npmRebuild: false,
  nodeGypRebuild: false,
  publish: null,
  directories: { output: path.join(root, 'dist'), buildResources: path.join(root, 'resources') },
  files: [
    'package.json',
    'out/{main,preload,renderer}/**',
    'resources/**',
    '!resources/{sample-data,maps}/{generate.mjs,generator/**}',
    '!**/*.map',
    '!node_modules/**',
    ...shipped.map((name) => `node_modules/${name}/**`),
    '!node_modules/better-sqlite3/{deps,src,docs}/**',
  ],
  electronLanguages: ['en-US', 'zh-CN'],
  asar: true,
  asarUnpack: ['**/*.node', 'resources/sample-data/**'],
  artifactName: `\${name}-\${version}-\${os}-\${arch}.\${ext}`,
  fileAssociations: [
    {
      ext: 'regulars',
      name: 'Regulars workspace',
      description: 'Regulars workspace',
      mimeType: 'application/x-regulars',
      role: 'Editor',
    },
  ],
  linux: {
    target: ['dir', 'tar.gz'],
    category: 'Office',
    executableName: 'regulars',
    icon: path.join(root, 'resources/icons'),
    synopsis: manifest.description,
  },
  mac: {
    target: ['dir', 'zip'],
    category: 'public.app-category.business',
    icon: path.join(root, 'resources/icons/512x512.png'),
  },
  win: { target: ['dir', 'zip'], icon: path.join(root, 'resources/icons/512x512.png') },
}
