#!/usr/bin/env node
// Checks what a browser would find too late: both catalogues have the same keys with the same values to fill in, every key that the code
// names exists and every key is used, every import and every address of the API that is named exists, no template carries an inline style or
// handler (the content security policy would refuse it silently), and the vendored files are as locked.
//
//   node check.mjs

import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, 'src/main/resources/static');
const faults = [];

function* sources(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name === 'vendor') continue;
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (name.endsWith('.js') || name.endsWith('.html')) yield path;
  }
}

const catalogue = async code => (await import(pathToFileURL(join(ROOT, `i18n/${code}.js`)))).default;
const [vi, en] = await Promise.all([catalogue('vi'), catalogue('en')]);
const holes = words => [...words.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort().join();

for (const key of new Set([...Object.keys(vi), ...Object.keys(en)])) {
  if (!(key in vi)) faults.push(`vi.js lacks ${key}`);
  else if (!(key in en)) faults.push(`en.js lacks ${key}`);
  else if (holes(vi[key]) !== holes(en[key])) faults.push(`${key}: different values to fill in`);
}

const icons = new Set([...readFileSync(join(ROOT, 'vendor/lucide/icons.js'), 'utf8').matchAll(/^ {2}'([\w-]+)':/gm)].map(m => m[1]));
const api = readFileSync(join(ROOT, 'app/api.js'), 'utf8');
const addresses = name => new Set([...api.split(`export const ${name} = {`)[1].split('\n};')[0].matchAll(/^ {2}(\w+):/gm)].map(m => m[1]));
const known = {paths: addresses('paths'), urls: addresses('urls')};
const named = new Set();
const prefixes = new Set();
for (const path of sources(ROOT)) {
  const text = readFileSync(path, 'utf8');
  const file = relative(ROOT, path);
  if (file.startsWith('i18n/')) continue;
  try {
    if (path.endsWith('.js')) execFileSync(process.execPath, ['--check', '--input-type=module'], {input: text, stdio: ['pipe', 'pipe', 'pipe']});
  } catch (fault) {
    faults.push(`${file}: ${String(fault.stderr).split('\n').slice(0, 5).join(' ')}`);
  }
  for (const [, key] of text.matchAll(/\bt\('([^']+)'/g)) {
    named.add(key);
    if (!(key in vi)) faults.push(`${file}: no words for ${key}`);
  }
  for (const [, prefix] of text.matchAll(/\b(?:t|has)\(`([^$`]+)\$\{/g)) prefixes.add(prefix);
  for (const [, a, b] of text.matchAll(/t\([^()]*\? '([^']+)' : '([^']+)'/g)) [a, b].forEach(k => named.add(k));
  for (const [, key] of text.matchAll(/button\('([\w.]+)'/g)) named.add(key);
  for (const [, specifier] of text.matchAll(/(?:from |import |import\()'(\.[^']+)'/g)) {
    if (!existsSync(join(dirname(path), specifier))) faults.push(`${file}: no file ${specifier}`);
  }
  for (const [, name] of text.matchAll(/\bicon\('([\w-]+)'/g)) if (!icons.has(name)) faults.push(`${file}: no icon ${name}`);
  for (const [, name] of text.matchAll(/\b(?:icon|drawing): '([\w-]+)'/g)) if (!icons.has(name)) faults.push(`${file}: no icon ${name}`);
  for (const [, group, name] of text.matchAll(/\b(paths|urls)\.(\w+)\(/g)) if (new RegExp(`import \\{[^}]*\\b${group}\\b[^}]*\\} from '[^']*/api\\.js'`).test(text) && !known[group].has(name)) faults.push(`${file}: no ${group}.${name} in app/api.js`);
  if (/\sstyle=/.test(text)) faults.push(`${file}: inline style`);
  if (/\son\w+="/.test(text)) faults.push(`${file}: inline handler`);
}
for (const key of Object.keys(vi)) {
  if (!named.has(key) && ![...prefixes].some(p => key.startsWith(p))) faults.push(`nobody says ${key}`);
}

try {
  execFileSync(process.execPath, [join(HERE, 'vendor.mjs')], {stdio: 'pipe'});
} catch (fault) {
  faults.push(String(fault.stderr).trim());
}

faults.forEach(f => console.error(f));
console.log(faults.length ? `${faults.length} faults` : `the console is sound: ${Object.keys(vi).length} phrases in two languages`);
process.exitCode = faults.length ? 1 : 0;
