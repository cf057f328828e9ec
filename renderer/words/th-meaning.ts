import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('th');

/** Thai: what each state means, and what to do. */
export const meaning = {
  ask: 'หมายความว่าอย่างไร',
  search: 'ค้นหาในความช่วยเหลือ',
  none: 'ไม่พบคำเหล่านี้ในความช่วยเหลือ',
  faces: {
    asking: 'คำขอกำลังไปยัง Alipay+ ไม่ต้องทำอะไร คำตอบจะมาภายในไม่กี่วินาที ตอนนี้ยังไม่มีอะไรแน่นอน',
    waiting: 'วอลเล็ตกำลังให้ลูกค้ายืนยันในโทรศัพท์ โปรดรอ เมื่อหมดเวลา Paydesk จะยกเลิกเอง และไม่มีการเรียกเก็บเงิน',
    paid: 'Alipay+ ยืนยันการชำระเงินด้วยลายเซ็นแล้ว มอบสินค้าได้ ผลนี้จะไม่กลับเป็น “ไม่ได้ชำระ”',
    'not-paid': 'Alipay+ ยืนยันด้วยลายเซ็นแล้วว่าไม่มีการเรียกเก็บเงิน ขอรหัสใหม่หรือวิธีชำระอื่น',
    unknown:
      'ยังไม่มีคำตอบที่เชื่อถือได้ ลูกค้าอาจถูกเรียกเก็บเงินแล้วหรือยังก็ได้ อย่าเก็บเงินซ้ำ แม้เป็นเงินสด Paydesk จะถามต่อไปเอง ให้บริการลูกค้ารายถัดไปได้ รายการนี้ยังคงแสดงอยู่',
    cancelling: 'ส่งคำขอยกเลิกแล้วและยังไม่ได้รับการยืนยัน อย่าเรียกเก็บใหม่จนกว่าจะขึ้นว่า “ยกเลิกแล้ว” Paydesk จะถามต่อไปเอง',
    cancelled: 'Alipay+ ยืนยันการยกเลิกแล้ว ไม่มีการเรียกเก็บเงิน และเงินที่เรียกเก็บไปแล้วจะคืนเต็มจำนวน',
  },
} as const satisfies Translation['meaning'];

/** Thai: the PC's own part of the health line. */
export const pc = {
  scanner: 'เครื่องสแกน',
  network: 'เครือข่าย',
  offline: 'ไม่มีเครือข่าย',
  clock: 'นาฬิกา',
  disk: 'ดิสก์',
  diskLow: say('ดิสก์ใกล้เต็ม เหลือ {0} MB'),
  slow: say('ช้า: {0}, {1}'),
} as const satisfies Translation['pc'];
