import type { ReactNode } from 'react';

const SHAPES = {
  octagon: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5zM7 4a1 1 0 0 1 2 0v5a1 1 0 0 1-2 0zM7 11.2a1 1 0 0 1 2 0v1.2a1 1 0 0 1-2 0z"
    />
  ),
  triangle: <path fill="currentColor" stroke="currentColor" strokeLinejoin="round" d="M8 1.2 15.4 14.4H.6z" />,
  'triangle-outline': <path fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinejoin="round" d="M8 2 14.9 14.2H1.1z" />,
  diamond: <path fill="currentColor" d="M8 .8 15.2 8 8 15.2.8 8z" />,
  ring: <circle fill="none" stroke="currentColor" strokeWidth="2.4" cx="8" cy="8" r="5.6" />,
  bubble: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M2 3.5A2.5 2.5 0 0 1 4.5 1h7A2.5 2.5 0 0 1 14 3.5v5a2.5 2.5 0 0 1-2.5 2.5H8l-3.5 3.5V11A2.5 2.5 0 0 1 2 8.5zM5.2 6h5.6"
    />
  ),
} as const satisfies Record<string, ReactNode>;

export type Shape = keyof typeof SHAPES;

export const SHAPE_NAMES = Object.keys(SHAPES) as Shape[];

/** A shape that tells levels apart without colour, in grey print and in forced colours. A word always stands beside it. */
export function ShapeMark({ shape, size = 15 }: { shape: Shape; size?: number }) {
  const side = `${size / 16}rem`;
  return (
    <svg className="shape-mark" viewBox="0 0 16 16" width={side} height={side} aria-hidden="true" focusable="false">
      {SHAPES[shape]}
    </svg>
  );
}
