#!/usr/bin/python3
"""A USB receipt printer for programs that use libusb, made with umockdev.

umockdev-wrapper /usr/bin/python3 fake-printer.py OUT.bin -- COMMAND...
PRINTER_MODE: ok, paper-out, silent, unplug (its plug is pulled after 100 bytes of a job), stall, held (a driver holds it), denied.
It answers DLE EOT, GS r, GS I and GS ( H as ESC/POS printers do; the job's bytes go to OUT.bin.
"""
import errno
import os
import struct
import subprocess
import sys
import threading

import gi

gi.require_version('UMockdev', '1.0')
from gi.repository import GLib, UMockdev  # noqa: E402

MODE = os.environ.get('PRINTER_MODE', 'ok')
OUT = open(sys.argv[1], 'wb')
COMMAND = sys.argv[3:]
STRINGS = {1: 'EPSON', 2: 'TM-T20', 3: 'SN123'}
DEVICE_ID = b'MFG:EPSON;MDL:TM-T20;CLS:PRINTER;CMD:ESC/POS;'

device = struct.pack('<BBHBBBBHHHBBBB', 18, 1, 0x0200, 0, 0, 0, 64, 0x04B8, 0x0E15, 0x0100, 1, 2, 3, 1)
endpoints = struct.pack('<BBBBHB', 7, 5, 0x01, 2, 64, 0) + struct.pack('<BBBBHB', 7, 5, 0x82, 2, 64, 0)
interface = struct.pack('<BBBBBBBBB', 9, 4, 0, 0, 2, 7, 1, 2, 0)
config = struct.pack('<BBHBBBBB', 9, 2, 9 + len(interface) + len(endpoints), 1, 1, 0, 0xC0, 1) + interface + endpoints

testbed = UMockdev.Testbed.new()
testbed.add_from_string('''P: /devices/usb1
N: bus/usb/001/002
E: SUBSYSTEM=usb
E: DRIVER=usb
E: BUSNUM=001
E: DEVNUM=002
E: DEVNAME=/dev/bus/usb/001/002
E: DEVTYPE=usb_device
A: bConfigurationValue=1\\n
A: busnum=1\\n
A: devnum=2\\n
A: speed=480\\n
A: idVendor=04b8\\n
A: idProduct=0e15\\n
A: bDeviceClass=00\\n
A: bNumConfigurations= 1\\n
A: version= 2.00\\n
A: bcdDevice=0100\\n
H: descriptors=%s

''' % (device + config).hex())


def ioc(direction, number, size):
    return (direction << 30) | (size << 16) | (0x55 << 8) | number


SUBMIT, DISCARD, REAP, REAP_NOW = ioc(2, 10, 56), ioc(0, 11, 0), ioc(1, 12, 8), ioc(1, 13, 8)
CAPABILITIES, GET_DRIVER = ioc(1, 26, 4), ioc(1, 8, 260)
ACCEPTED = {ioc(2, 15, 4), ioc(2, 16, 4), ioc(2, 5, 4), ioc(2, 21, 4), ioc(0, 20, 0), ioc(2, 4, 8), ioc(2, 27, 264)}

flying = []
answers = bytearray()
pending = bytearray()
taken = 0


def hear(data):
    """Sorts a job's bytes from questions and queues the answers."""
    global taken
    pending.extend(data)
    while pending:
        question = bytes(pending)
        if question[0] == 0x10 and len(question) < 3 or question[0] == 0x1D and len(question) < 3:
            return
        if question[:2] == b'\x10\x04':
            bad = MODE == 'paper-out'
            tell(bytes([{1: 0x1A if bad else 0x12, 2: 0x32 if bad else 0x12, 4: 0x7E if bad else 0x12}.get(question[2], 0x12)]))
            del pending[:3]
        elif question[:3] == b'\x1d\x72\x01':
            tell(b'\x00')
            del pending[:3]
        elif question[:2] == b'\x1dI':
            tell(b'_TM-T20\x00')
            del pending[:3]
        elif question[:3] == b'\x1d(H':
            if len(question) < 11:
                return
            tell(b'\x37\x22' + question[7:11] + b'\x00')
            del pending[:11]
        else:
            OUT.write(question[:1])
            OUT.flush()
            taken += 1
            del pending[:1]


def tell(data):
    if MODE != 'silent':
        answers.extend(data)


def control(setup):
    kind, request, value, _index, length = struct.unpack_from('<BBHHH', setup, 0)
    reply = b''
    if kind == 0x80 and request == 6 and value >> 8 == 3:
        index = value & 255
        text = struct.pack('<H', 0x0409) if index == 0 else STRINGS.get(index, '').encode('utf-16le')
        reply = bytes([2 + len(text), 3]) + text
    elif kind == 0xA1 and request == 0:
        reply = struct.pack('>H', 2 + len(DEVICE_ID)) + DEVICE_ID
    elif kind == 0xA1 and request == 1:
        reply = bytes([0x30 if MODE == 'paper-out' else 0x18])
    return kind, reply[:length], length


def submit(client, arg):
    urb = arg.resolve(0, 56)
    raw = bytes(urb.retrieve())
    kind, endpoint = struct.unpack_from('<BB', raw, 0)
    length = struct.unpack_from('<i', raw, 24)[0]
    buffer = urb.resolve(16, length) if length else None
    status, actual, waits = 0, length, False
    if kind == 2:
        request, reply, wanted = control(bytes(buffer.retrieve()))
        if request & 0x80:
            if reply:
                buffer.update(8, reply)
            actual = len(reply)
        else:
            actual = wanted
    elif endpoint & 0x80:
        waits = True
    elif MODE == 'unplug' and taken >= 100:
        status, actual = -errno.ENODEV, 0
    elif MODE == 'stall' and taken >= 100:
        waits = True
    else:
        hear(bytes(buffer.retrieve()))
    if not waits:
        finish(urb, status, actual)
    flying.append({'urb': urb, 'buffer': buffer, 'length': length, 'waits': waits, 'in': bool(endpoint & 0x80) and kind != 2})
    client.complete(0, 0)


def finish(urb, status, actual):
    urb.update(4, struct.pack('<i', status))
    urb.update(28, struct.pack('<i', actual))


def reap(client, arg):
    for one in flying:
        if one['waits'] and one['in'] and answers:
            part = bytes(answers[: one['length']])
            del answers[: len(part)]
            one['buffer'].update(0, part)
            finish(one['urb'], 0, len(part))
            one['waits'] = False
    for index, one in enumerate(flying):
        if not one['waits']:
            flying.pop(index)
            arg.resolve(0, 8).set_ptr(0, one['urb'])
            client.complete(0, 0)
            return
    client.complete(-1, errno.EAGAIN)


def handle(_base, client):
    request = client.get_request() & 0xFFFFFFFF
    arg = client.get_arg()
    try:
        if request == CAPABILITIES:
            arg.resolve(0, 4).update(0, struct.pack('<I', 0x01 | 0x04))
            client.complete(0, 0)
        elif request in ACCEPTED:
            client.complete(0, 0)
        elif request == GET_DRIVER:
            if MODE == 'held':
                arg.resolve(0, 260).update(0, struct.pack('<I', 0) + b'usblp\x00')
                client.complete(0, 0)
            else:
                client.complete(-1, errno.ENODATA)
        elif request == SUBMIT:
            submit(client, arg)
        elif request in (REAP, REAP_NOW):
            reap(client, arg)
        elif request == DISCARD:
            for one in flying:
                if one['waits']:
                    one['waits'] = False
                    finish(one['urb'], -errno.ENOENT, 0)
            client.complete(0, 0)
        else:
            client.complete(-1, errno.ENOTTY)
    except Exception as cause:  # a fault of this fake must not hang the program under test
        print('fake printer:', hex(request), repr(cause), file=sys.stderr, flush=True)
        client.complete(-1, errno.EIO)
    return True


ioctls = UMockdev.IoctlBase()
ioctls.connect('handle-ioctl', handle)
testbed.attach_ioctl('/dev/bus/usb/001/002', ioctls)
loop = GLib.MainLoop()
ended = [1]


def run():
    ended[0] = subprocess.run(COMMAND).returncode
    GLib.idle_add(loop.quit)


threading.Thread(target=run, daemon=True).start()
loop.run()
sys.exit(ended[0])
