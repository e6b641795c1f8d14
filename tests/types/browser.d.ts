/** What browsers have that the types of TypeScript do not name. */

interface Navigator {
  /** Not in every browser. */
  readonly connection?: { readonly saveData: boolean };
  /** Of Safari on iOS: opened from the home screen. */
  readonly standalone?: boolean;
}
