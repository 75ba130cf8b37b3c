/** Size of every picture [CSS px]. */
export const WIDTH = 1600;
/** Size of every picture [CSS px]. */
export const HEIGHT = 900;
