/** The divisions of the wall, in the order of the keys 1 to 6. `wide` says which slot spans 2 x 2. */
export const LAYOUTS = [
  {id: '1', slots: 1, columns: 1, rows: 1},
  {id: '4', slots: 4, columns: 2, rows: 2},
  {id: '6', slots: 6, columns: 3, rows: 2},
  {id: '1+5', slots: 6, columns: 3, rows: 3, wide: 0},
  {id: '9', slots: 9, columns: 3, rows: 3},
  {id: '16', slots: 16, columns: 4, rows: 4},
];

export const layoutOf = id => LAYOUTS.find(l => l.id === id) ?? LAYOUTS[1];

/** The smallest layout that shows so many cameras. */
export const layoutFor = count => ['1', '4', '6', '9', '16'].map(layoutOf).find(l => l.slots >= count) ?? layoutOf('16');

const key = userId => `haidang.wall.${userId}`;

/** The wall as this person left it: `{layout, slots, dwellS}`, or null. */
export function remembered(userId) {
  try {
    const wall = JSON.parse(localStorage.getItem(key(userId)));
    return wall && Array.isArray(wall.slots) ? wall : null;
  } catch {
    return null;
  }
}

export const remember = (userId, wall) => localStorage.setItem(key(userId), JSON.stringify(wall));
