/** A tile with fewer device pixels across than this gains nothing from the main stream. */
const MAIN_FROM_PX = 1_400;

/** Whether a tile of this width shows the main stream. */
export const needsMain = ({single, widthPx}) => Boolean(single) || widthPx >= MAIN_FROM_PX;
