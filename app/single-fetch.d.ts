import "@remix-run/server-runtime";

// Loader data keeps its type on the way to the page.
declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}
