import { readCloudFormation, type Reading } from '../../../lib/verify';

/** EC2's rule set to "no egress", so that a case shows only what it is about. */
export const NO_EGRESS = [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86, Description: 'Disallow all traffic' }];

export function group(properties: object): object {
  return { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'test', SecurityGroupEgress: NO_EGRESS, ...properties } };
}

export function ingressOf(...rules: unknown[]): Reading {
  return readCloudFormation({ Resources: { Sg: group({ SecurityGroupIngress: rules }) } });
}

export function separate(direction: 'Ingress' | 'Egress', groupId: unknown, properties: object): object {
  return { Type: `AWS::EC2::SecurityGroup${direction}`, Properties: { GroupId: groupId, ...properties } };
}

export const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '52.159.23.209/32' };

export const clean = (reading: Reading) => {
  expect(reading.findings).toEqual([]);
  expect(reading.unresolved).toEqual([]);
  return reading.admitted.describe();
};

export const codes = (reading: Reading) => reading.findings.map(({ code, path }) => `${code} ${path}`);
