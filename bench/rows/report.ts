/** How one press went for the page. Times are milliseconds. */
export interface Report {
  readonly milliseconds: number;
  readonly longestWait: number;
  /** Over 50 ms. */
  readonly longTasks: number;
  readonly turns: number;
}

declare global {
  interface Window {
    rowsBench?: {
      /** The page alone: what the machine takes from it. */
      readonly idle: () => Promise<Report>;
      readonly create: () => Promise<Report>;
    };
  }
}
