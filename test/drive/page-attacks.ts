/**
 * Attacks as a foreign script would try them. Each function is sent into the page as it stands, so it may use nothing of this file.
 */

/** Lets the page run everything that the attack has started. */
export async function afterAWhile(): Promise<{ readonly hasStage: boolean; readonly isPwned: boolean }> {
  await new Promise((resolve) =>
    requestAnimationFrame(() => {
      setTimeout(resolve, 20);
    }),
  );
  return { hasStage: document.querySelector('[data-testid="stage"]') !== null, isPwned: 'pwned' in globalThis };
}

/** Clicks a link that was not there before. */
export function clickLink({
  url,
  target,
  download,
}: {
  readonly url: string;
  readonly target: string;
  readonly download?: string;
}): void {
  const link = Object.assign(document.createElement('a'), { href: url, target });
  if (download !== undefined) link.download = download;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Puts markup into the page so that its scripts would run, and clicks what it has bold. */
export function addHtml(html: string): void {
  const range = document.createRange();
  range.selectNode(document.body);
  // Scripts in a contextual fragment run when they are inserted, unlike those of innerHTML.
  document.body.append(range.createContextualFragment(html));
  document.querySelectorAll('b').forEach((each) => {
    each.click();
  });
}

/** Posts a form to an address. */
export function sendForm(url: string): void {
  const form = Object.assign(document.createElement('form'), { action: url, method: 'post' });
  document.body.append(form);
  form.submit();
}

/** Has the page run one of three texts as code. */
export function runText(code: string): void {
  const run: Record<string, () => void> = {
    'eval("globalThis.pwned = 1")': () => {
      (0, eval)('globalThis.pwned = 1');
    },
    'new Function("globalThis.pwned = 1")()': () => {
      (Reflect.construct(Function, ['globalThis.pwned = 1']) as () => void)();
    },
    'setTimeout("globalThis.pwned = 1", 0)': () => {
      Reflect.apply(setTimeout, globalThis, ['globalThis.pwned = 1', 0]);
    },
  };
  // As a task of the page: the debugger's own evaluation may do what the policy forbids.
  setTimeout(() => {
    run[code]?.();
  }, 0);
}

/** Tries every way to the network that a page has; each is `refused` or `went through`. */
export async function reachOut({
  url,
  udpPort,
}: {
  readonly url: string;
  readonly udpPort: number;
}): Promise<Record<string, string>> {
  const ways: Record<string, () => Promise<unknown>> = {
    fetch: () => fetch(url, { mode: 'no-cors' }),
    'fetch of a file': () => fetch('file:///etc/passwd'),
    XMLHttpRequest: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.onload = resolve;
        request.onerror = reject;
        request.open('GET', url);
        request.send();
      }),
    WebSocket: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onopen = resolve;
        socket.onerror = reject;
      }),
    EventSource: () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(url);
        source.onopen = resolve;
        source.onerror = reject;
      }),
    Worker: () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
        worker.onmessage = resolve;
        worker.onerror = reject;
      }),
    'service worker': () => navigator.serviceWorker.register('/sw.js'),
    WebAssembly: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  };
  navigator.sendBeacon(url, 'x');
  const outcomes = await Promise.all(
    Object.entries(ways).map(async ([way, go]) => [
      way,
      await Promise.resolve()
        .then(go)
        .then(
          () => 'went through',
          () => 'refused',
        ),
    ]),
  );
  const peer = new RTCPeerConnection({
    iceServers: [
      { urls: [`stun:127.0.0.1:${String(udpPort)}`] },
      { urls: [`turn:${new URL(url).host}?transport=tcp`], username: 'u', credential: 'p' },
    ],
  });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
  if (peer.iceGatheringState !== 'complete')
    await new Promise((resolve) => {
      peer.onicegatheringstatechange = () => {
        if (peer.iceGatheringState === 'complete') resolve(null);
      };
    });
  peer.close();
  return Object.fromEntries(outcomes) as Record<string, string>;
}

/** Asks for everything that a page may ask of a machine; each is `denied` or `granted`. */
export async function askForEverything(): Promise<Record<string, string>> {
  const devices = navigator as unknown as Record<
    string,
    { requestDevice?: (filter: object) => Promise<unknown>; requestPort?: () => Promise<unknown> } | undefined
  >;
  const wishes: Record<string, () => Promise<unknown>> = {
    notifications: async () => {
      if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
    },
    geolocation: () =>
      new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, reject);
      }),
    'camera and microphone': () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
    'the screen': () => navigator.mediaDevices.getDisplayMedia(),
    'reading the clipboard': () => navigator.clipboard.readText(),
    usb: async () => devices['usb']?.requestDevice?.({ filters: [] }) ?? Promise.reject(new Error('absent')),
    hid: async () => {
      if ((((await devices['hid']?.requestDevice?.({ filters: [] })) as unknown[] | undefined) ?? []).length === 0)
        throw new Error('denied');
    },
    serial: async () => devices['serial']?.requestPort?.() ?? Promise.reject(new Error('absent')),
    midi: () => navigator.requestMIDIAccess({ sysex: true }),
    'idle times': async () => {
      if (
        (await (
          globalThis as unknown as { IdleDetector: { requestPermission: () => Promise<string> } }
        ).IdleDetector.requestPermission()) !== 'granted'
      )
        throw new Error('denied');
    },
  };
  const names = [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'clipboard-read',
    'persistent-storage',
    'storage-access',
  ];
  const late = () =>
    new Promise<string>((resolve) =>
      setTimeout(() => {
        resolve('no answer');
      }, 5_000),
    );
  const asked = await Promise.all(
    Object.entries(wishes).map(async ([what, ask]) => [
      what,
      await Promise.race([
        late(),
        Promise.resolve()
          .then(ask)
          .then(
            () => 'granted',
            () => 'denied',
          ),
      ]),
    ]),
  );
  const states = await Promise.all(
    names.map(async (name) => [`${name} (query)`, (await navigator.permissions.query({ name: name as PermissionName })).state]),
  );
  return Object.fromEntries([...asked, ...states]) as Record<string, string>;
}

/** Tries to replace, remove and widen the bridge, and tells what is left of it. */
export function tamperWithBridge() {
  const scope = globalThis as unknown as { paydesk: Record<string, unknown> };
  const { paydesk } = scope;
  const { invoke } = paydesk;
  const attempt = (change: () => unknown) => {
    try {
      change();
    } catch {
      /* a frozen thing throws */
    }
  };
  attempt(() => {
    scope.paydesk = {};
  });
  attempt(() => Reflect.deleteProperty(scope, 'paydesk'));
  attempt(() => {
    paydesk['invoke'] = () => Promise.resolve({ ok: true });
  });
  attempt(() => {
    paydesk['ipcRenderer'] = 1;
  });
  return {
    keys: Object.keys(scope.paydesk).sort(),
    isFrozen: Object.isFrozen(paydesk),
    isReplaced: scope.paydesk !== paydesk,
    isPatched: paydesk['invoke'] !== invoke,
  };
}
