/** What the search uses of the vendored MiniSearch. */

export interface Options {
  idField: string;
  fields: string[];
  tokenize: (text: string) => string[];
  processTerm: (term: string) => string;
}

export interface SearchOptions {
  tokenize: () => string[];
  prefix: boolean;
  fuzzy: (term: string) => number | boolean;
  maxFuzzy: number;
  weights: { prefix: number; fuzzy: number };
  boost: Record<string, number>;
}

export default class MiniSearch<Entry> {
  constructor(options: Options);
  add(entry: Entry): void;
  addAll(entries: readonly Entry[]): void;
  search(query: string, options: SearchOptions): { id: string; score: number }[];
}
