import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('ko');

/** Korean: what each state means, and what to do. */
export const meaning = {
  ask: '무슨 뜻인가요?',
  search: '도움말 검색',
  none: '도움말에 이 단어가 없습니다.',
  faces: {
    asking: '요청을 Alipay+로 보내는 중입니다. 할 일은 없으며 몇 초 안에 응답이 옵니다. 아직 확정된 것은 없습니다.',
    waiting:
      '지갑이 고객에게 휴대전화에서 확인을 요청하고 있습니다. 기다려 주세요. 시간이 지나면 Paydesk가 스스로 취소하고 청구되지 않습니다.',
    paid: 'Alipay+가 서명으로 결제를 확인했습니다. 상품을 건네주세요. ‘결제되지 않음’으로 바뀌지 않습니다.',
    'not-paid': 'Alipay+가 서명으로 청구되지 않았음을 확인했습니다. 새 코드나 다른 결제 수단을 요청하세요.',
    unknown:
      '믿을 수 있는 응답이 아직 없습니다. 고객에게 청구되었는지 알 수 없습니다. 현금으로도 다시 받지 마세요. Paydesk가 계속 확인합니다. 그동안 다음 고객을 응대하세요. 이 결제는 계속 화면에 남습니다.',
    cancelling:
      '취소를 보냈고 아직 확인되지 않았습니다. ‘취소됨’이 표시되기 전에는 다시 청구하지 마세요. Paydesk가 스스로 계속 확인합니다.',
    cancelled: 'Alipay+가 취소를 확인했습니다. 청구되지 않으며, 이미 청구된 금액은 전액 돌아갑니다.',
  },
} as const satisfies Translation['meaning'];

/** Korean: the PC's own part of the health line. */
export const pc = {
  scanner: '스캐너',
  network: '네트워크',
  offline: '네트워크 없음',
  clock: '시계',
  disk: '디스크',
  diskLow: say('디스크가 거의 찼습니다: {0} MB 남음'),
  slow: say('느림: {0}, {1}'),
  incident: {
    title: '도와주는 사람에게',
    hint: '로그, 최근 24시간의 결제, 측정값, 설정이 담긴 파일입니다. 키, PIN, 결제 코드, 입력한 글은 들어 있지 않습니다.',
    save: '지원용 파일 쓰기',
    saved: say('저장됨: {0}'),
    failed: '파일을 쓸 수 없습니다. 디스크 공간을 확인하세요. 결제에는 아무 변화가 없습니다.',
  },
} as const satisfies Translation['pc'];
