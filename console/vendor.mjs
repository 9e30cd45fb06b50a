#!/usr/bin/env node
// Re-creates or checks the third-party files that the console ships, and those that only its tests in a browser use.
//
//   node vendor.mjs            checks every vendored file against its vendor.json (no network)
//   node vendor.mjs --update   takes the packages named below from npm, copies the files, writes each vendor.json
//
// The browser has no bundler and, under our content security policy, no inline import map. So the bare specifiers inside Lit
// ("lit-html") are rewritten to relative paths while copying. Nothing else in a copied file is changed; vendor.json keeps the
// hash of the original beside the hash of what is shipped.

import {createHash} from 'node:crypto';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const LOCK = 'vendor.json';

const FONT_WEIGHTS = [400, 500, 600, 700];
const FONT_SUBSETS = ['latin', 'vietnamese'];

const ICONS = [
  'activity', 'arrow-left', 'badge-alert', 'bell', 'camera', 'cctv', 'check', 'chevron-down', 'chevron-left',
  'chevron-right', 'circle', 'circle-alert', 'circle-check', 'circle-dot', 'circle-help', 'circle-off', 'circle-pause',
  'circle-x', 'clock', 'clipboard-paste', 'download', 'eye', 'eye-off', 'ellipsis', 'external-link', 'fast-forward', 'file-up',
  'focus', 'funnel', 'gauge', 'grid-2x2', 'grid-3x3', 'hard-drive', 'history', 'image', 'info', 'keyboard', 'languages',
  'layout-grid', 'link', 'list', 'loader-circle', 'log-out', 'map-pin', 'maximize', 'minimize', 'monitor', 'moon', 'move',
  'panel-left', 'panel-right', 'pause', 'pencil', 'play', 'plus', 'power', 'radio', 'refresh-cw', 'repeat', 'rewind', 'save',
  'scissors', 'search', 'server', 'server-off', 'settings', 'shield-check', 'skip-back', 'skip-forward', 'square', 'step-back',
  'step-forward', 'sun', 'sun-moon', 'table', 'trash-2', 'triangle-alert', 'tv', 'unplug', 'upload', 'user', 'video', 'video-off',
  'volume-2', 'volume-x', 'wifi-off', 'x', 'zoom-in', 'zoom-out',
  // people, rights, audit
  'ban', 'building-2', 'copy', 'key-round', 'laptop', 'lock', 'log-in', 'mail', 'printer', 'qr-code', 'scroll-text', 'shield', 'siren', 'smartphone',
  'ticket', 'user-check', 'user-cog', 'user-plus', 'users',
  // letters and their tasks
  'file-text', 'list-checks', 'paperclip', 'send', 'undo-2',
];

const PACKAGES = [
  {
    name: 'lit-html', version: '3.3.3', folder: 'lit-html',
    files: ['LICENSE', 'lit-html.js', 'is-server.js', 'directive.js', 'directive-helpers.js', 'async-directive.js',
      'directives/repeat.js', 'directives/class-map.js', 'directives/ref.js', 'directives/live.js', 'directives/keyed.js'],
  },
  {name: 'lit-element', version: '4.2.2', folder: 'lit-element', files: ['LICENSE', 'lit-element.js']},
  {
    name: '@lit/reactive-element', version: '2.1.2', folder: 'reactive-element',
    files: ['LICENSE', 'reactive-element.js', 'css-tag.js'],
  },
  {
    name: '@fontsource/be-vietnam-pro', version: '5.3.0', folder: 'be-vietnam-pro',
    files: ['LICENSE', ...FONT_WEIGHTS.flatMap(w => FONT_SUBSETS.map(s => `files/be-vietnam-pro-${s}-${w}-normal.woff2`))],
  },
  {name: 'lucide-static', version: '1.62.0', folder: 'lucide', files: ['LICENSE'], icons: ICONS},
];

/** Never shipped: rules of accessibility, run in the browser over every screen. */
const TEST_PACKAGES = [
  {name: 'axe-core', version: '4.14.1', folder: 'axe-core', files: ['LICENSE', 'LICENSE-3RD-PARTY.txt', 'axe.min.js'], asIs: true},
];

const TREES = [
  {root: join(HERE, 'src/main/resources/static/vendor'), packages: PACKAGES},
  {root: join(HERE, '../verify/src/test/resources/vendor'), packages: TEST_PACKAGES},
];

/** Bare specifier -> file under vendor/. */
const SPECIFIERS = {
  'lit-html': 'lit-html/lit-html.js',
  'lit-html/is-server.js': 'lit-html/is-server.js',
  'lit-element/lit-element.js': 'lit-element/lit-element.js',
  '@lit/reactive-element': 'reactive-element/reactive-element.js',
};

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

function rewriteImports(source, file) {
  return source.replace(/((?:from|import)\s*)"([^".][^"]*)"/g, (whole, keyword, specifier) => {
    const target = SPECIFIERS[specifier];
    if (!target) throw new Error(`${file}: no vendored file for "${specifier}"`);
    const path = relative(dirname(file), target);
    return `${keyword}"${path.startsWith('.') ? path : './' + path}"`;
  }).replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n');
}

function iconModule(version, folder, names) {
  const lines = names.map(name => {
    const svg = readFileSync(join(folder, 'icons', `${name}.svg`), 'utf8');
    const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
    return `  '${name}': svg\`${inner.trim().replace(/\s*\n\s*/g, '')}\`,`;
  });
  return `// Lucide ${version} (ISC, see LICENSE). Made by vendor.mjs; do not edit.\n`
      + `import {svg} from '../lit-html/lit-html.js';\n\nexport const ICONS = {\n${lines.join('\n')}\n};\n`;
}

function update({root, packages}) {
  const work = mkdtempSync(join(tmpdir(), 'vendor-'));
  writeFileSync(join(work, 'package.json'), '{"private":true}');
  console.log('taking packages from npm ...');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent',
    ...packages.map(p => `${p.name}@${p.version}`)], {cwd: work, stdio: 'inherit'});
  const installed = JSON.parse(readFileSync(join(work, 'package-lock.json'), 'utf8')).packages;
  rmSync(root, {recursive: true, force: true});
  const lock = packages.map(p => {
    const folder = join(work, 'node_modules', p.name);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = p.files.map(source => {
      const original = readFileSync(join(folder, source));
      const file = `${p.folder}/${source.replace(/^files\//, '')}`;
      const shipped = source.endsWith('.js') && !p.asIs ? Buffer.from(rewriteImports(original.toString('utf8'), file)) : original;
      write(join(root, file), shipped);
      return {file, source, sourceSha256: sha256(original), sha256: sha256(shipped)};
    });
    if (p.icons) {
      const file = `${p.folder}/icons.js`;
      const shipped = Buffer.from(iconModule(manifest.version, folder, p.icons));
      write(join(root, file), shipped);
      files.push({file, source: p.icons.map(i => `icons/${i}.svg`), sha256: sha256(shipped)});
    }
    return {
      name: p.name, version: manifest.version, licence: manifest.license,
      integrity: installed[`node_modules/${p.name}`].integrity, files,
    };
  });
  writeFileSync(join(root, LOCK), JSON.stringify({packages: lock}, null, 2) + '\n');
  rmSync(work, {recursive: true, force: true});
}

function write(path, bytes) {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, bytes);
}

function check({root}) {
  const {packages} = JSON.parse(readFileSync(join(root, LOCK), 'utf8'));
  const expected = new Map(packages.flatMap(p => p.files).map(f => [f.file, f.sha256]));
  const faults = [];
  for (const file of walk(root)) {
    if (file === LOCK) continue;
    if (!expected.has(file)) faults.push(`${file}: not in vendor.json`);
    else if (sha256(readFileSync(join(root, file))) !== expected.get(file)) faults.push(`${file}: changed since it was vendored`);
    expected.delete(file);
  }
  for (const file of expected.keys()) faults.push(`${file}: missing`);
  return faults;
}

function* walk(folder, prefix = '') {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path, `${prefix}${name}/`);
    else yield prefix + name;
  }
}

if (process.argv.includes('--update')) TREES.forEach(update);
const faults = TREES.flatMap(check);
faults.forEach(f => console.error(f));
console.log(faults.length ? `${faults.length} faults` : 'all vendored files are as locked');
process.exitCode = faults.length ? 1 : 0;
