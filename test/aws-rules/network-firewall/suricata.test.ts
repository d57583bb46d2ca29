/** Suricata itself reads the rules, where it is installed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { NetworkFirewallRules } from '../../../lib/aws';
import { enforce, EVERY_KIND } from '../../support/rule-set';

/** Suricata answers `-V` with its version; it has no `--version`. */
const testWithSuricata = spawnSync('suricata', ['-V'], { stdio: 'ignore' }).status === 0 ? test : test.skip;

testWithSuricata('takes every kind of rule', () => {
  const stack = new Stack(new App(), 'Stack');
  enforce(new NetworkFirewallRules(stack, 'Firewall'), EVERY_KIND);
  const [{ Properties: { RuleGroup } }] = Object.values(Template.fromStack(stack).findResources('AWS::NetworkFirewall::RuleGroup'));
  const folder = mkdtempSync(join(tmpdir(), 'suricata-'));
  try {
    writeFileSync(join(folder, 'rules'), RuleGroup.RulesSource.RulesString);
    // A rule that it does not take makes a test run fail.
    const { status, stdout, stderr } = spawnSync('suricata', ['-T', '-S', join(folder, 'rules'), '-l', folder], { encoding: 'utf8' });
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
