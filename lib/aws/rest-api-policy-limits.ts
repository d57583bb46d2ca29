/**
 * Limits of API Gateway REST APIs. The length is a quota that an account can have raised, and a prop of `RestApiPolicy`.
 *
 * Checked 2026-11.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const REST_API_POLICY_LIMITS = {
  /** Characters of a resource policy. */
  policyLength: 8192,

  /** Methods that a request can have; `ANY` is none. */
  methods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
} as const;
