type Edge = '--bar-top' | '--bar-bottom';

const bars: Readonly<Record<Edge, Map<Element, number>>> = { '--bar-top': new Map(), '--bar-bottom': new Map() };

/**
 * Tells the style sheets how much of an edge a sticky bar covers, so that what has the focus is never under it and
 * floating things stand clear of it. Use as a `ref`. A bar that is hidden or scrolls away covers nothing.
 */
function coverEdge(edge: Edge): (bar: Element | null) => (() => void) | undefined {
  return (bar) => {
    if (!bar) return undefined;
    const measure = () => {
      const sticks = getComputedStyle(bar).position === 'sticky';
      bars[edge].set(bar, sticks ? bar.getBoundingClientRect().height : 0);
      write(edge);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(bar);
    return () => {
      observer.disconnect();
      bars[edge].delete(bar);
      write(edge);
    };
  };
}

export const coversTop = coverEdge('--bar-top');
export const coversBottom = coverEdge('--bar-bottom');

function write(edge: Edge): void {
  const covered = Math.max(0, ...bars[edge].values());
  document.documentElement.style.setProperty(edge, `${covered}px`);
}
