export interface JestResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: readonly string[];
}

export function summarize(run: {
  readonly results: JestResults | null;
  readonly jestPassed: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
  readonly byName?: boolean;
}): Summary;
export function closingLine(counts: Pick<Summary, 'passed' | 'failed' | 'skipped'>): string;
