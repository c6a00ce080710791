/** To a checked contact of a service: somebody there can have an account. Names nobody. `days`: how long the link works. */
export const accountText = (org: string, days: number, link: string): string => `${org}: Choose a password for your service's inbox. The link works once, for ${days} days: ${link}`;
