export function findChromium(which?: { packagedFirst?: boolean }): Promise<string | null>;
