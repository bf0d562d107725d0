/** What a guest's cookie holds, a secret token. Whoever has it owns the guest's analyses. */
export type GuestToken = string;
