import { Dialog } from '../components/Dialog.tsx';

export interface IframeRequest {
  readonly uri: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly closed: () => void;
}

export function IframeModal({ request, onClose }: { request: IframeRequest; onClose: () => void }) {
  const close = () => {
    request.closed();
    onClose();
  };
  return (
    <Dialog title={request.title} onClose={close} size="lg">
      <div className="dialog-body">
        <iframe src={request.uri} title={request.title} width={request.width} height={request.height} />
      </div>
    </Dialog>
  );
}
