import { Component, type ReactNode } from 'react';

interface Props {
  readonly onFailure: (message: string) => void;
  readonly children?: ReactNode;
}

/** An extension that throws while rendering says so on the page instead of leaving an empty card. */
export class FailureBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFailure(error instanceof Error ? error.message : String(error));
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
