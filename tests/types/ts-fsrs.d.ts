/** What the schedule of the flashcards uses of the vendored ts-fsrs. */

export interface State {
  stability: number;
  difficulty: number;
}

export class FSRSAlgorithm {
  constructor(parameters: Record<string, never>);
  next_state(state: State | null, days: number, grade: number): State;
  forgetting_curve(days: number, stability: number): number;
  calculate_interval_modifier(retention: number): number;
}
