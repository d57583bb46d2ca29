/**
 * Whether the ARN of what a web ACL is associated with is that of an HTTP API or a WebSocket API, which take none.
 *
 * @param arn with expressions of the platform in place of what only the deployment knows
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html
 * @example
 * isHttpApi('arn:aws:apigateway:us-east-1::/apis/abc/stages/$default') //=> true
 * isHttpApi('arn:aws:apigateway:us-east-1::/restapis/abc/stages/prod') //=> false
 */
export function isHttpApi(arn: string): boolean {
  return /\/apis\/|aws_apigatewayv2_/.test(arn);
}

/** Says of an association that it cannot work. */
export function httpApiProblem(path: string, association: string): string {
  return `${association} associates a web ACL with an HTTP API, which takes none, so ${path} can enforce nothing there: use a REST API, or put CloudFront ` +
    'before it with a web ACL of WafScope.CLOUDFRONT, turn the default endpoint of the API off and check a secret header';
}
