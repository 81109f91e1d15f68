import type { salesforce as english } from '../en/salesforce.ts';

export const salesforce: Record<keyof typeof english, string> = {
  'object.registration': 'Registro de partner',
  'object.registrations': 'Registros de partners',
  'object.registrationName': 'Registro',

  'rule.lock_guard':
    'Esta ficha está protegida para un partner. Pida antes al gestor de canal que libere la protección.',
  'rule.stamp_is_server_only':
    'PartnerLock escribe estos campos de partner. Déjelos como están; un partner registra con el formulario.',
  'rule.program_needs_manager':
    'Solo los gestores de canal cambian el programa de partners de una cuenta. Pida el conjunto de permisos Partner Manager.',
  'rule.deal_stays_with_company':
    'Esta oportunidad pertenece al registro de un partner. Se queda con la empresa registrada.',
  'rule.decision_needs_permission':
    'Solo los gestores de canal deciden sobre los registros. Pida el conjunto de permisos Partner Manager.',
  'rule.decision_is_ones_own': 'Ponga su propio nombre en «Decisión de»: nadie puede decidir por otra persona.',
  'rule.decision_needs_reason': 'Elija un motivo: se comunica al partner.',
  'rule.decision_needs_question': 'Escriba su pregunta al partner en «Nota de la decisión».',
  'rule.decision_needs_days': 'Escriba en «Días de la decisión» cuántos días se amplía: un número entero desde 1.',
  'rule.result_is_server_only': 'PartnerLock escribe el resultado de un registro. Use «Decisión» para pedir un cambio.',
  'rule.submission_is_frozen':
    'Lo que envió el partner queda como estaba. Pida al partner que lo retire y registre de nuevo.',
  'rule.submission_needs_company': 'Indique la empresa que registra.',

  'lwc.awayText':
    'PartnerLock no responde; lo que ve procede de los campos de Salesforce. Su decisión queda guardada y se aplica cuando vuelva.',
  'lwc.deciding': 'Decidiendo…',
  'lwc.decidingHow': 'PartnerLock aplica su decisión. Puede salir de esta página.',
  'lwc.late': 'Aún sin respuesta. Su decisión está guardada; PartnerLock la aplica en cuanto vuelva.',
  'lwc.sent': 'Registro recibido. El gestor de canal decide sobre él.',
  'lwc.notSaved': 'No se guardó nada. Lea el mensaje, corríjalo y vuelva a intentarlo.',
  'lwc.queueEmpty': 'Ningún registro espera una decisión.',
  'lwc.selected': '{count} seleccionados',
  'lwc.refresh': 'Actualizar',
};
