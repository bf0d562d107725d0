// Remix wants this file. No page of ours loads it: React renders on the server only.
export {};
