/** Prints one numbered step and the sentence that says what it does. */
export const step = (number, of, sentence) => console.log(`[${number}/${of}] ${sentence}`);

/** Prints a further sentence under the step that runs. */
export const note = (sentence) => console.log(`      ${sentence}`);

/** `1.2 s`; from a number of milliseconds. */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Says in a plain sentence why a script cannot go on; a stack trace helps nobody who starts Handrail, unless `DEBUG` asks for it. */
export function sayWhy(error) {
  console.error(`\n${process.env.DEBUG ? error.stack : error.message}`);
}
