/** Room for what lives briefly, as every server is started with. */
export const YOUNG_SPACE: string;
