import type { ReactNode } from 'react';
import { Component } from 'react';
import { Button } from '../ui/button.js';
import { ErrorSummary } from '../ui/states.js';
import { shellWords } from './shell-words.js';

interface Props {
  children: ReactNode;
  /** The error stands until this changes: going to another page leaves it behind. */
  place: string;
}

/** Keeps a fault of one page on that page: the frame around it, with its numbers to ring, stays. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="stack page-fault">
        <ErrorSummary title={shellWords('error.title')}>{shellWords('error.words')}</ErrorSummary>
        <div>
          <Button variant="primary" onClick={() => window.location.reload()}>
            {shellWords('error.reload')}
          </Button>
        </div>
      </div>
    );
  }
}
