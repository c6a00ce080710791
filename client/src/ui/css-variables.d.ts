import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Our own custom properties may be handed to a style. */
    [variable: `--${string}`]: string | number | undefined;
  }
}
