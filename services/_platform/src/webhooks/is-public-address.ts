import ipaddr from 'ipaddr.js';

/** 2000::/3: all global unicast there is. What lies outside (also ::/96 and what maps IPv4) is never a receiver. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether a machine of somebody outside can live at this address. An IPv4 address written as IPv6 (::ffff:127.0.0.1)
 * counts as the IPv4 address it reaches; translated and tunnelled ones (NAT64, 6to4, Teredo) are refused, because they
 * reach whatever the network behind them makes of it.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}
