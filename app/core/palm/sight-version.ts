/** Part of every reader's recipe: changes whenever the same photo would be seen differently. */
export const SIGHT_VERSION = "sight/2";
