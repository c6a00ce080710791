/** A time of another day begins with its weekday, and *las* stands before hours only. */
const BEFORE_A_DAY = /(?<![\p{L}])(a las|de las|las) (?=(?:lun|mar|mié|jue|vie|sáb|dom)[.,\s])/giu;
const WITH_A_DAY: Readonly<Record<string, string>> = { 'a las': 'el', 'de las': 'del', 'las': 'el' };

/** "antes de las mar, 24 de nov, 03:02" as it is said: "antes del mar, 24 de nov, 03:02". Hours alone keep their *las*. */
export const withDayArticle = (sentence: string): string =>
  sentence.replace(BEFORE_A_DAY, (_, before: string) => {
    const after = WITH_A_DAY[before.toLowerCase()] ?? before;
    return `${before.startsWith(before.charAt(0).toLowerCase()) ? after : after.charAt(0).toUpperCase() + after.slice(1)} `;
  });
