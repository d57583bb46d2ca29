/** Groups that a mock of AWS deploys, asked for by the command line of AWS, and verified by ours. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Stack } from 'aws-cdk-lib';
import { CfnVPC, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AddressFamily, GraphChangeNotificationIngress } from '../../../lib';
import { SecurityGroups } from '../../../lib/aws';
import { describeWithAwsCli, MockedAws } from '../../support/terraform';
import { tool } from '../support/tool';

/** The template of a VPC with the groups of Graph, by IPv4: what the mock knows of CloudFormation. */
function template(): object {
  const app = new App();
  const stack = new Stack(app, 'Live');
  const { ref } = new CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc: Vpc.fromVpcAttributes(stack, 'Known', { vpcId: ref, availabilityZones: ['a'] }) });
  new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups], addressFamilies: [AddressFamily.IPV4] });
  const { Resources } = app.synth().getStackByName('Live').template as { Resources: object };
  return { Resources };
}

describeWithAwsCli('groups that are deployed', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'verify-live-'));
  let server: MockedAws;
  const aws = async (...args: string[]): Promise<any> => {
    const env = {
      ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'us-east-1', AWS_ENDPOINT_URL: server.endpoint, AWS_PAGER: '',
    };
    const { stdout } = await promisify(execFile)('aws', [...args, '--output', 'json'], { cwd, env, maxBuffer: 2 ** 26 });
    return stdout.trim() === '' ? undefined : JSON.parse(stdout);
  };
  const verifyLive = async (ids: readonly string[]) => {
    writeFileSync(join(cwd, 'live.json'), JSON.stringify(await aws('ec2', 'describe-security-groups', '--group-ids', ...ids)));
    return tool(['verify', 'live.json', '--allows', 'graph-change-notifications', '--direction', 'inbound', '--family', 'ipv4'], { cwd });
  };

  beforeAll(async () => {
    server = await MockedAws.start();
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(cwd, { recursive: true });
  });

  test('are equal to the publication, until the command line of AWS adds a rule, which is named', async () => {
    writeFileSync(join(cwd, 'template.json'), JSON.stringify(template()));
    await aws('cloudformation', 'create-stack', '--stack-name', 'live', '--template-body', 'file://template.json');
    const { StackResources } = await aws('cloudformation', 'describe-stack-resources', '--stack-name', 'live');
    const ids: string[] = StackResources.filter(({ ResourceType }: { ResourceType: string }) => ResourceType === 'AWS::EC2::SecurityGroup')
      .map(({ PhysicalResourceId }: { PhysicalResourceId: string }) => PhysicalResourceId);
    expect(ids.length).toBeGreaterThan(1);
    expect(await verifyLive(ids)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^equal: graph-change-notifications/) });

    await aws('ec2', 'authorize-security-group-ingress', '--group-id', ids[0], '--protocol', 'tcp', '--port', '22', '--cidr', '198.51.100.0/24');
    const { code, stdout } = await verifyLive(ids);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^different[^]*extra: inbound tcp 22 from 198\.51\.100\.0\/24 by .*sg-/)]);
  }, 240_000);
});
