/**
 * What the phone keeps of surveys until the server has it: answers, photos, and the surveys themselves to go on with. In IndexedDB, which outlives
 * the page and the browser. Everything carries the person's id: another person on the same phone neither sees nor sends it.
 */

const NAME = 'haidang-survey';
const STORES = {surveys: 'id', operations: 'id', photos: 'id', kept: 'key'};

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        const store = request.result.createObjectStore(name, {keyPath});
        if (name === 'operations' || name === 'photos') store.createIndex('survey', 'surveyId');
      }
    };
    request.onsuccess = () => {
      // Another tab brings a newer version of the database: let it.
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opened = null;
      reject(request.error);
    };
  });
  return opened;
}

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Puts and removes in one transaction; resolves when it is on the disk. */
async function write(name, put, remove = []) {
  const database = await open();
  const transaction = database.transaction(name, 'readwrite', {durability: 'strict'});
  const store = transaction.objectStore(name);
  put.forEach(one => store.put(one));
  remove.forEach(key => store.delete(key));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

async function read(name, ask) {
  const database = await open();
  return done(ask(database.transaction(name).objectStore(name)));
}

export const store = {
  survey: id => read('surveys', s => s.get(id)),
  surveys: () => read('surveys', s => s.getAll()),
  keepSurvey: survey => write('surveys', [survey]),
  operations: surveyId => read('operations', s => s.index('survey').getAll(surveyId)),
  allOperations: () => read('operations', s => s.getAll()),
  writeOperations: (put, remove) => write('operations', put, remove),
  photos: surveyId => read('photos', s => s.index('survey').getAll(surveyId)),
  allPhotos: () => read('photos', s => s.getAll()),
  writePhotos: (put, remove) => write('photos', put, remove),
  kept: key => read('kept', s => s.get(key)).then(found => found?.value),
  keep: (key, value) => write('kept', [{key, value}]),
};

/** Asks the browser not to throw these data away when the disk fills up. */
export const stay = () => navigator.storage?.persist?.().catch(() => false);
