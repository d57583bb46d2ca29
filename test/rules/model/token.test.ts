import { Fn as CdkFn, Lazy, Token as CdkToken } from 'aws-cdk-lib';
import { Fn as TerraformFn, Token as TerraformToken } from 'cdktf';
import { isDeployTimeNumber, isDeployTimeText } from '../../../lib/rules/model/token';

test('recognises the tokens of both frameworks', () => {
  for (const text of [CdkFn.importValue('x'), CdkFn.select(0, CdkFn.getAzs()), Lazy.string({ produce: () => 'x' }), TerraformFn.join('', ['a'])]) {
    expect(isDeployTimeText(CdkToken.asString(text))).toBe(true);
  }
  for (const number of [CdkToken.asNumber(CdkFn.importValue('x')), Lazy.number({ produce: () => 1 }), TerraformToken.asNumber('${var.port}')]) {
    expect(isDeployTimeNumber(number)).toBe(true);
  }
});

test('takes nothing else for a token', () => {
  for (const text of ['', '192.0.2.1/32', '${var.x}', '$Token[1]', 'Token[1]']) {
    expect(isDeployTimeText(text)).toBe(false);
  }
  for (const number of [0, 443, 70000, -1, 0.5, NaN, Infinity, -Infinity, Number.MAX_VALUE, -1e300]) {
    expect(isDeployTimeNumber(number)).toBe(false);
  }
});
