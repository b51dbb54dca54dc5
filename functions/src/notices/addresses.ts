import { BlockList, isIP } from 'node:net'

/** Everything that is not the open internet: this machine, private and link-local networks, the cloud's own services. */
const NOT_PUBLIC = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, 'ipv4')

/** The IPv6 space given out to the public, less the parts in which an IPv4 address can hide. */
const PUBLIC_6 = new BlockList()
PUBLIC_6.addSubnet('2000::', 3, 'ipv6')
const HIDING_6 = new BlockList()
HIDING_6.addSubnet('2001::', 32, 'ipv6')
HIDING_6.addSubnet('2002::', 16, 'ipv6')

export const isPublic = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !NOT_PUBLIC.check(address, 'ipv4')
    case 6:
      return PUBLIC_6.check(address, 'ipv6') && !HIDING_6.check(address, 'ipv6')
    default:
      return false
  }
}

/**
 * What private networks use. Never this machine, a carrier's addresses, or a link's own addresses, where clouds keep
 * their metadata.
 */
const PRIVATE = new BlockList()
PRIVATE.addSubnet('10.0.0.0', 8, 'ipv4')
PRIVATE.addSubnet('172.16.0.0', 12, 'ipv4')
PRIVATE.addSubnet('192.168.0.0', 16, 'ipv4')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')

/** The one address of fc00::/7 that is a cloud's own service, at Amazon's. */
const METADATA_6 = new BlockList()
METADATA_6.addSubnet('fd00:ec2::', 32, 'ipv6')

export const isPrivate = (address: string): boolean => {
  const version = isIP(address)
  if (version === 4) return PRIVATE.check(address, 'ipv4')
  return version === 6 && PRIVATE.check(address, 'ipv6') && !METADATA_6.check(address, 'ipv6')
}
