import { startFaultProxy, type FaultProxy } from '../../simulator/faults/proxy.ts';

/** A gateway that runs somewhere, such as a `GatewayProcess`. */
type Gateway = { readonly gatewayUrl: string; readonly stop: () => Promise<void> };

/**
 * Puts a bad network in front of a gateway, for the real app as for any client: what comes back has the network's address, so it goes
 * straight into a provisioning file, while books, wallet and control still go past it. Its `stop` ends both.
 */
export async function putNetworkInFront<Behind extends Gateway>(
  behind: Behind,
): Promise<{ readonly gateway: Behind; readonly network: FaultProxy }> {
  const network = await startFaultProxy({ gatewayUrl: behind.gatewayUrl });
  const stop = async (): Promise<void> => {
    await network.close();
    await behind.stop();
  };
  return { network, gateway: { ...behind, gatewayUrl: network.url, stop } };
}
