/** Whose an analysis is: a browser's guest cookie or an account, never both. */
export type Owner =
  { readonly kind: "guest"; readonly id: string } | { readonly kind: "user"; readonly id: string };

/** The column that names the owner, and what it holds: for `where` clauses. */
export function ownerColumn({ kind }: Owner): "guest_id" | "user_id" {
  return kind === "user" ? "user_id" : "guest_id";
}

/** The folder of an owner's photos. Guests share one, because their readings may move to an account. */
export function photoFolder(owner: Owner): string {
  return owner.kind === "user" ? owner.id : "guest";
}
