/**
 * Who may import whom: the table of the house as rules. One room, one rule where that is possible; each rule has a seeded breach in
 * test/unit/tooling/dependency-rules.test.ts, so that a rule that stops working is noticed.
 */

/** The library of each adapter, named in DECISIONS. */
const LIBRARIES = {
  alipayplus: ['zod'],
  keychain: ['keytar', 'node-forge'],
  ledger: ['@photostructure/sqlite'],
  notify: [],
  observability: [],
  people: ['otpauth'],
  printer: ['bwip-js', 'harfbuzzjs', 'iconv-lite', 'koffi', 'node-thermal-printer', 'pngjs', 'usb', 'woff2-encoder'],
  reports: ['@photostructure/sqlite', 'papaparse', 'ssh2', 'ssh2-sftp-client'],
  scanner: ['node-hid', '@serialport/bindings-cpp', 'usb'],
  settings: ['electron-store', 'zod'],
  updates: ['electron-updater'],
};
const ADAPTERS = Object.keys(LIBRARIES).join('|');
const ELECTRON = '^node_modules/electron/';
const TOOLS = ['^test/', '^scripts/'];
const PRODUCT = '^(core|main|preload|renderer|simulator|verify)/';

/** @param {readonly string[]} names */
const packages = (names) => names.map((name) => `^node_modules/(@types/)?${name}/`);

/**
 * A rule: files under `from` may reach these paths and nothing else.
 * @param {string} name @param {string} comment @param {object} from @param {readonly string[]} allowed @param {object} [more]
 */
const only = (name, comment, from, allowed, more = {}) => ({
  name,
  comment,
  severity: 'error',
  from,
  to: { pathNot: [...allowed], ...more },
});

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const libraryRules = Object.entries(LIBRARIES).map(([room, names]) =>
  only(
    `main-${room}-library`,
    `main/${room} uses its own library only: ${names.join(', ') || 'none'}.`,
    { path: `^main/${room}/` },
    [...packages([...names, 'electron']), '^node_modules/@types/node/'],
    { path: '^node_modules/' },
  ),
);

module.exports = {
  forbidden: [
    // core
    only(
      'core-is-pure',
      'core imports core; everything else comes in as a parameter. The bidirectional algorithm is a pure library without dependencies of its own.',
      { path: '^core/', pathNot: '^core/contract/' },
      ['^core/', ...packages(['bidi-js'])],
    ),
    only('contract-knows-core-and-zod', 'core/contract imports core and zod.', { path: '^core/contract/' }, [
      '^core/',
      ...packages(['zod']),
    ]),
    never(
      'contract-is-for-the-wire',
      'Inside core only checkout, which builds the views, knows the contract.',
      { path: '^core/', pathNot: '^core/(contract|checkout)/' },
      { path: '^core/contract/' },
    ),

    // main
    only(
      'adapters-are-alone',
      'An adapter imports core and itself: never another adapter, ipc or window.',
      { path: `^main/(${ADAPTERS})/` },
      ['^core/', '^main/$1/', '^node_modules/'],
      { dependencyTypesNot: ['core'] },
    ),
    never(
      'adapters-without-electron',
      'These adapters need no Electron.',
      { path: '^main/(alipayplus|ledger|reports)/' },
      { path: ELECTRON },
    ),
    ...libraryRules,
    only(
      'lifecycle-is-handed-everything',
      'main/lifecycle imports core; Electron comes in from compose.',
      { path: '^main/lifecycle/' },
      ['^core/', '^main/lifecycle/'],
      { dependencyTypesNot: ['type-only', 'core'] },
    ),
    only(
      'window-knows-electron-and-contract',
      'main/window imports Electron, core/contract, and what files say of themselves.',
      { path: '^main/window/' },
      ['^core/(contract|picture)/', '^main/window/', ELECTRON],
      { dependencyTypesNot: ['core'] },
    ),
    only(
      'ipc-is-handed-functions',
      'main/ipc imports core and Electron; adapters reach it as functions, the counter as a type.',
      { path: '^main/ipc/' },
      ['^core/', '^main/ipc/', '^main/counter/', ELECTRON],
    ),
    only(
      'counter-is-handed-everything',
      'main/counter imports core; of adapters it uses types.',
      { path: '^main/counter/' },
      ['^core/', '^main/counter/'],
      { dependencyTypesNot: ['type-only'] },
    ),
    never(
      'worlds-are-for-compose',
      'Only compose and begin reach into main/worlds, where adapters are joined.',
      { path: '^main/', pathNot: ['^main/worlds/', '^main/(compose|begin)\\.ts$'] },
      { path: '^main/worlds/' },
    ),
    never(
      'only-compose-composes',
      'Only compose and the files beside it wire adapters.',
      { path: '^main/[^/]+/' },
      { path: '^main/[^/]+\\.ts$' },
    ),
    only('main-stays-in-main', 'main imports core and main.', { path: '^main/' }, ['^core/', '^main/', '^node_modules/'], {
      dependencyTypesNot: ['core'],
    }),

    // preload
    never(
      'preload-loads-electron-only',
      'The preload loads Electron and nothing else; of the contract it may use types.',
      { path: '^preload/' },
      { pathNot: ['^preload/', ELECTRON], dependencyTypesNot: ['type-only'] },
    ),
    only('preload-types-of-contract', 'The preload uses types of core/contract.', { path: '^preload/' }, [
      '^preload/',
      '^core/contract/',
      ELECTRON,
    ]),

    // renderer
    only('renderer-is-a-page', 'No Node, no Electron, no main in the renderer.', { path: '^renderer/' }, [
      '^renderer/',
      '^core/',
      ...packages(['react', 'react-dom', 'zustand', '@fontsource-variable/inter', 'intl-messageformat', 'vite']),
      '^assets/',
    ]),
    never(
      'renderer-contract-in-api',
      'Only renderer/api touches core/contract.',
      { path: '^renderer/', pathNot: '^renderer/api/' },
      { path: '^core/contract/' },
    ),
    only(
      'screens-show',
      'Screens use components, state and words, and of core money and the receipt preview.',
      { path: '^renderer/screens/' },
      ['^renderer/', '^core/(money|receipt)/', '^node_modules/', '^assets/'],
    ),
    never(
      'screens-types-of-api',
      'Screens use types of renderer/api, never its calls.',
      { path: '^renderer/screens/' },
      { path: '^renderer/api/', dependencyTypesNot: ['type-only'] },
    ),
    only('components-are-leaves', 'Components know components and core/money.', { path: '^renderer/components/' }, [
      '^renderer/components/',
      '^core/money/',
      '^node_modules/',
      '^assets/',
      '\\.css$',
    ]),
    only(
      'words-are-leaves',
      'Words know words and core/money; of the api only the types of the codes they explain.',
      { path: '^renderer/words/' },
      ['^renderer/words/', '^core/money/', ...packages(['intl-messageformat'])],
      { dependencyTypesNot: ['type-only'] },
    ),
    never(
      'words-without-state',
      'Words know neither state nor screens, not even their types.',
      { path: '^renderer/words/' },
      { path: '^renderer/(state|screens|components)/' },
    ),
    never(
      'state-below-screens',
      'State does not know who shows it.',
      { path: '^renderer/(state|api)/' },
      { path: '^renderer/(screens|components)/' },
    ),

    // simulator
    only(
      'simulator-is-apart',
      'The simulator shares only money and payment codes with the product.',
      { path: '^simulator/' },
      ['^simulator/', '^core/(money|paycode)/', '^node_modules/', '^assets/'],
      { dependencyTypesNot: ['core'] },
    ),
    never(
      'simulator-is-a-process',
      'The simulator is started, never imported.',
      { path: '^(main|preload|renderer|core)/' },
      { path: '^simulator/' },
    ),

    // verify
    only(
      'verify-shares-nothing',
      'The checker of ledgers shares no line with the program that writes them.',
      { path: '^verify/' },
      ['^verify/', ...packages(['@photostructure/sqlite', 'keytar', '@github/keytar', '@types/node'])],
      { dependencyTypesNot: ['core'] },
    ),
    never(
      'verify-is-started',
      'The checker is started, never imported, but by its own tests.',
      { path: '^(core|main|preload|renderer|simulator)/' },
      { path: '^verify/' },
    ),

    // everywhere
    never('product-without-tools', 'The product imports neither tests nor scripts.', { path: PRODUCT }, { path: TOOLS }),
    never('no-cycles', 'No circular imports.', {}, { circular: true }),
    never('everything-resolves', 'Every import can be found.', {}, { couldNotResolve: true }),
    never(
      'no-development-packages',
      'What ships is listed under dependencies (Electron itself apart).',
      { path: PRODUCT },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: [ELECTRON] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
