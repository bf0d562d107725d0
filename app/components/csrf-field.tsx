/** The first field of every form: it proves that the form came from our page. */
export function CsrfField({ csrf }: { readonly csrf: string }) {
  return <input type="hidden" name="csrf" value={csrf} />;
}
