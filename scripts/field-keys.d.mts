export function embeddedFieldKeys(dir: string): string;
