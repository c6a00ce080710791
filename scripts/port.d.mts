export function choosePort(env?: { readonly PORT?: string; readonly PUBLIC_URL?: string }): Promise<{ readonly port: number; readonly taken: number | null }>;
