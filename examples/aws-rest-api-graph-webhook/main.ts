import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { RestApiPolicy } from 'cdk-m365-endpoints/aws';
import { Construct } from 'constructs';
import { WEBHOOK_HANDLER } from './webhook-handler';

/** A webhook for Microsoft Graph change notifications on API Gateway, which only Microsoft Graph may call. */
class RestWebhookStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Webhook for Microsoft Graph change notifications on API Gateway' });

    const clientState = new CfnParameter(this, 'ClientState', { noEcho: true, description: 'Secret given to Graph with each subscription' });

    const policy = new RestApiPolicy(this, 'FromMicrosoft');
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [policy] });

    const handler = new Function(this, 'Handler', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(WEBHOOK_HANDLER),
      environment: { CLIENT_STATE: clientState.valueAsString },
    });
    const api = new RestApi(this, 'Api', { policy: policy.document, cloudWatchRole: false });
    api.root.addResource('notifications').addMethod('POST', new LambdaIntegration(handler));
  }
}

const app = new App();
new RestWebhookStack(app, 'RestWebhook');
app.synth();
