// The little of a browser that the modules under test touch when they are loaded.
globalThis.localStorage = {getItem: () => null, setItem() {}};
globalThis.document = {documentElement: {lang: '', dataset: {}}, addEventListener() {}};

export const load = path => import(new URL(`../src/main/resources/static/${path}`, import.meta.url));
