/**
 * What the webhook does, in short: answer validation requests, and trust a
 * notification only when it carries the secret given at subscription. The
 * policy keeps strangers out; it does not authenticate anyone.
 *
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export const WEBHOOK_HANDLER = `
exports.handler = async (event) => {
  const token = event.queryStringParameters && event.queryStringParameters.validationToken;
  if (token) {
    return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: decodeURIComponent(token) };
  }
  const body = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body;
  const notifications = JSON.parse(body || '{}').value || [];
  const genuine = notifications.filter((notification) => notification.clientState === process.env.CLIENT_STATE);
  console.log(genuine.length + ' of ' + notifications.length + ' notifications are ours');
  return { statusCode: 202, headers: { 'content-type': 'text/plain' }, body: '' };
};
`;
