import { timeText } from './chronicle.ts';
import type { Act } from './plan.ts';
import type { World } from './world.ts';

type Befalling = Extract<
  Act,
  {
    readonly do:
      | 'kill'
      | 'stop'
      | 'sleep'
      | 'wall-jump'
      | 'zone'
      | 'gateway-clock'
      | 'partition'
      | 'disk'
      | 'slow-disk'
      | 'gateway-fault'
      | 'rate-limit'
      | 'printer';
  }
>;

/** What befalls the PC, its clocks, its disk, its wire and its printer. */
export function befall(world: World, act: Befalling): void {
  switch (act.do) {
    case 'kill':
      return world.kill(act, 'the power goes');
    case 'stop':
      return world.stop(act.restartAfterMs);
    case 'sleep':
      return sleep(world, act.forMs, act.monotonicStops);
    case 'wall-jump':
    case 'zone':
    case 'gateway-clock':
      return turnClock(world, act);
    case 'partition':
      world.note(`the network is gone for ${timeText(act.forMs)}`);
      return world.network.partition(act.forMs, act.connects, act.keepsBytes);
    case 'disk':
    case 'slow-disk':
      return troubleDisk(world, act);
    case 'gateway-fault':
      world.note(`the gateway will ${act.name} ${String(act.count)} times`);
      return world.gateway.runtime.orderFault({
        name: act.name,
        count: act.count,
        delayMs: act.delayMs,
        ...(act.api === null ? {} : { api: act.api }),
      });
    case 'rate-limit':
      return limitRate(world, act.perSecond, act.forMs);
    case 'printer': {
      world.note(`the printer: ${act.trouble} for ${timeText(act.forMs)}`);
      world.press.trouble(act.trouble);
      return void world.agenda.after(act.forMs, () => {
        world.press.trouble(null);
      });
    }
  }
}

function sleep(world: World, forMs: number, monotonicStops: boolean): void {
  if (world.till() === null || world.host.isAsleep()) return;
  world.struck(monotonicStops ? 'sleep-stopping' : 'sleep-running');
  world.note(`the lid is closed for ${timeText(forMs)}`);
  world.host.sleep(forMs, monotonicStops);
  world.agenda.after(forMs, world.serveQueue);
}

function turnClock(world: World, act: Extract<Befalling, { readonly do: 'wall-jump' | 'zone' | 'gateway-clock' }>): void {
  world.struck(act.do);
  if (act.do === 'zone') {
    world.note(`the time zone becomes ${String(act.minutes)} minutes`);
    return world.host.setZone(act.minutes);
  }
  world.note(`${act.do === 'wall-jump' ? "the PC's clock" : "the gateway's clock"} jumps by ${String(act.byMs / 1_000)} s`);
  if (act.do === 'wall-jump') world.host.jumpWall(act.byMs);
  else world.gateway.runtime.advanceClock(act.byMs);
}

function troubleDisk(world: World, act: Extract<Befalling, { readonly do: 'disk' | 'slow-disk' }>): void {
  const { disk, agenda } = world;
  world.struck(act.do === 'disk' ? act.trouble : 'slow-disk');
  world.note(`the disk: ${act.do === 'disk' ? act.trouble : `${String(act.syncMs)} ms a row`} for ${timeText(act.forMs)}`);
  if (act.do === 'disk') disk.refuse(act.trouble);
  else disk.slow(act.syncMs);
  agenda.after(act.forMs, () => {
    if (act.do === 'disk') disk.refuse(null);
    else disk.slow(null);
  });
}

function limitRate({ gateway, agenda, struck, note }: World, perSecond: number, forMs: number): void {
  struck('rate-limit');
  note(`the gateway takes ${String(perSecond)} requests a second for ${timeText(forMs)}`);
  gateway.runtime.send({ type: 'settings', settings: { requestsPerSecond: perSecond } });
  agenda.after(forMs, () => gateway.runtime.send({ type: 'settings', settings: { requestsPerSecond: null } }));
}
