/** Alive: the process answers. Says nothing about what it depends on. */
export const loader = () =>
  Response.json({ status: "alive" }, { headers: { "Cache-Control": "no-store" } });
