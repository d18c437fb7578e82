/** A slot this process holds; the epoch tells its turn from every other, its own earlier ones included. */
export interface HeldLease {
  readonly slot: number;
  readonly epoch: number;
}
