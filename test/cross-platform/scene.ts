import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { IEnforcementPoint } from '../../lib/rules';
import { readCloudFormation, Reading, readTerraform } from '../../lib/verify';

/** An enforcement point in a stack, and what becomes of it. */
export interface Scene {
  readonly scope: Construct;
  readonly enforcementPoint: IEnforcementPoint;

  /** What is synthesised, all validations done. */
  synthesise(): object;

  /** What that admits. */
  read(document: object): Reading;
}

/** A scene with AWS CDK. */
export function awsCdk(make: (stack: Stack) => IEnforcementPoint): Scene {
  const stack = new Stack(new App(), 'Stack');
  return {
    scope: stack,
    enforcementPoint: make(stack),
    synthesise: () => Template.fromStack(stack).toJSON(),
    read: (document) => readCloudFormation(document),
  };
}

/** A scene with CDKTF and the aws provider. */
export function terraformAws(make: (stack: TerraformStack) => IEnforcementPoint): Scene {
  return terraform((stack) => new AwsProvider(stack, 'Aws', { region: 'us-east-1' }), make);
}

/** A scene with CDKTF and the azurerm provider. */
export function azurerm(make: (stack: TerraformStack) => IEnforcementPoint): Scene {
  return terraform((stack) => new AzurermProvider(stack, 'Azure', { features: [{}] }), make);
}

function terraform(addProvider: (stack: TerraformStack) => void, make: (stack: TerraformStack) => IEnforcementPoint): Scene {
  const stack = new TerraformStack(Testing.app(), 'stack');
  addProvider(stack);
  return {
    scope: stack,
    enforcementPoint: make(stack),
    synthesise: () => JSON.parse(Testing.synth(stack, true)),
    read: (document) => readTerraform(document),
  };
}
