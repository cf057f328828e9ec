import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('ja');

/** Japanese: what each state means, and what to do. */
export const meaning = {
  ask: 'これはどういう意味？',
  search: 'ヘルプを検索',
  none: 'この言葉はヘルプにありません。',
  faces: {
    asking: 'リクエストを Alipay+ に送信中です。操作は不要で、数秒で回答が届きます。まだ何も確定していません。',
    waiting:
      'ウォレットがお客様にスマートフォンでの確認を求めています。お待ちください。時間切れになると Paydesk が自動で取り消し、請求されません。',
    paid: 'Alipay+ が署名付きで支払いを確認しました。商品をお渡しください。「支払われていません」に変わることはありません。',
    'not-paid': 'Alipay+ が署名付きで、請求されなかったことを確認しました。新しいコードか別の支払い方法をお願いしてください。',
    unknown:
      '信頼できる回答がまだ届いていません。お客様に請求されたかどうかは分かりません。現金も含め、もう一度会計しないでください。Paydesk が確認を続けます。次のお客様の対応に進めます。この支払いは画面に残ります。',
    cancelling:
      '取消を送信しましたが、まだ確認されていません。「取消済み」と表示されるまで、もう一度会計しないでください。Paydesk が自動で確認を続けます。',
    cancelled: 'Alipay+ が取消を確認しました。請求はされず、すでに請求された分は全額戻ります。',
  },
} as const satisfies Translation['meaning'];

/** Japanese: the PC's own part of the health line. */
export const pc = {
  scanner: 'スキャナー',
  network: 'ネットワーク',
  offline: 'ネットワークなし',
  clock: '時計',
  disk: 'ディスク',
  diskLow: say('ディスクの空きがわずかです：残り {0} MB'),
  slow: say('遅延：{0}、{1}'),
  incident: {
    title: 'サポートする人へ',
    hint: 'ログ、過去24時間の支払い、計測値、設定を収めたファイルです。鍵、PIN、支払いコード、入力された言葉は含まれません。',
    save: 'サポート用ファイルを書き出す',
    saved: say('書き出しました：{0}'),
    failed: 'ファイルを書き出せませんでした。ディスクの空きを確認してください。支払いには何も影響していません。',
  },
} as const satisfies Translation['pc'];
