import sharp from "sharp";

// Several pictures are worked on side by side: each has one thread, and keeps nothing for the next.
sharp.concurrency(1);
sharp.cache(false);

/** The library for pictures (libvips), set up for this whole process. */
export { sharp };
