import type { CrmActionButtonProps, CrmActionLinkProps } from '@hubspot/ui-extensions';
import { useRouter } from '../router.tsx';
import { useToasts } from '../shell/Toasts.tsx';
import { Button } from './buttons.tsx';
import { classes, send, testAttributes } from './host-kit.ts';

export function CrmActionButton({ actionType, actionContext, onError, onClick, ...rest }: CrmActionButtonProps) {
  const act = useCrmAction({ actionType, actionContext, onError });
  return (
    <Button
      {...rest}
      onClick={() => {
        send(onClick);
        act();
      }}
    />
  );
}

export function CrmActionLink({
  actionType,
  actionContext,
  onError,
  onClick,
  variant,
  children,
  testId,
}: CrmActionLinkProps) {
  const act = useCrmAction({ actionType, actionContext, onError });
  return (
    <button
      type="button"
      className={classes('link', 'as-button', variant)}
      onClick={() => {
        send(onClick);
        act();
      }}
      {...testAttributes(testId)}
    >
      {children}
    </button>
  );
}

type CrmAction = Pick<CrmActionLinkProps, 'actionType' | 'actionContext' | 'onError'>;

function useCrmAction({ actionType, actionContext, onError }: CrmAction): () => void {
  const { go } = useRouter();
  const { add } = useToasts();
  return () => {
    if ('href' in actionContext) window.open(actionContext.href, '_blank', 'noreferrer');
    else if ('objectId' in actionContext && (actionType === 'RECORD_APP_LINK' || actionType === 'PREVIEW_OBJECT')) {
      go(`/record/${actionContext.objectTypeId}/${actionContext.objectId}`);
    } else {
      const message = `${actionType} is an action of HubSpot that this preview does not offer.`;
      add({ kind: 'warning', title: '', message });
      send(onError, [message]);
    }
  };
}
