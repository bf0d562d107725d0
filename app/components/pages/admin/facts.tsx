import type { ReactNode } from "react";

export type Fact = {
  readonly name: string;
  readonly value: ReactNode;
  /** For values that are long. */
  readonly isWide?: boolean;
};

/** Names and values, side by side as far as there is room. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ name, value, isWide }) => (
        <div key={name} className={isWide ? "wide" : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
