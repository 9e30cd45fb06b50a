/** A place in words; a block or a floor that nobody entered is left out. */
export const placeWords = place => [place.words, place.block, place.floor].filter(part => part && part !== '?').join(', ');
