import { Bearing, type ResourceClass, typesOf } from './resource-class';

/**
 * The types of the aws provider. The first class that matches counts.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export const AWS_TYPES: readonly ResourceClass[] = [
  {
    bearing: Bearing.READ,
    why: 'is read',
    pattern: typesOf('aws_', `
      security_group vpc_security_group_(ingress|egress)_rule ec2_managed_prefix_list networkfirewall_(rule_group|firewall_policy)
      route53_resolver_firewall_(domain_list|rule|rule_group) wafv2_(ip_set|rule_group|web_acl)
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'deploys a template that is in another document',
    pattern: typesOf('aws_', `
      cloudformation_stack(_.*)? serverlessapplicationrepository_cloudformation_stack servicecatalog_provisioned_product
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'is a resource of any type',
    pattern: typesOf('aws_', `
      cloudcontrolapi_resource
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'changes the rules of a security group, and is not read',
    pattern: typesOf('aws_', `
      security_group_rule default_security_group vpc_security_group_rules_exclusive
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'is an entry of a prefix list apart from it',
    pattern: typesOf('aws_', `
      ec2_managed_prefix_list_entry
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'admits or refuses traffic, and is not read',
    pattern: typesOf('aws_', `
      (default_)?network_acl(_.*)? (elasticache|redshift|db)_security_group gamelift_fleet lightsail_instance_public_ports
      workspaces_ip_group workspacesweb_ip_access_.* quicksight_ip_restriction vpc_block_public_access_.* verifiedaccess_.*
      vpclattice_(auth|resource)_policy
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'changes how a firewall decides',
    pattern: typesOf('aws_', `
      networkfirewall_(tls_inspection_configuration|firewall_transit.*|vpc_endpoint_association|resource_policy)
      route53_resolver_firewall_config route53_resolver_(config|rule)
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'is a filter of web requests of a kind that is not read, or a change of one',
    pattern: typesOf('aws_', `
      waf_.* wafregional_.* wafv2_(api_key|regex_pattern_set|web_acl_rule_group_association)
      shield_(application_layer_automatic_response|protection) api_gateway_rest_api(_policy|_put)? apigatewayv2_(route|stage)
      cloudfront_function
    `),
  },
  {
    bearing: Bearing.OPEN,
    why: 'has no rules on addresses, so that everyone reaches it: name in `groups` what is compared if that is meant',
    pattern: typesOf('aws_', `
      apigatewayv2_api lambda_function_url
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'may change resources when or after they are deployed',
    pattern: typesOf('aws_', `
      fms_.* config_(remediation_configuration|conformance_pack|organization_conformance_pack) organizations_policy.*
      ssm_(association|document|maintenance_window_task) lambda_invocation
    `),
  },
  {
    bearing: Bearing.IRRELEVANT,
    why: 'stands behind a filter or beside it, or carries it',
    pattern: typesOf('aws_', `
      (alb|app_cookie|lb|elb|load_balancer|proxy_protocol)(_.*)? api_gateway_.* apigatewayv2_.* cloudfront_.*
      wafv2_web_acl_(association|logging_configuration) vpc
      vpc_(dhcp|encryption|endpoint|ipam|ipv4|ipv6|network|peering|route|security_group_vpc).* (default_)?(route_table|subnet|vpc)
      default_vpc_dhcp_options route main_route_table_association route_table_association ec2_.* instance key_pair launch_.*
      placement_group eip.* flow_log nat_gateway.* .*internet_gateway.* customer_gateway network_interface.* dx_.* vpn_.*
      networkfirewall_(firewall|logging_configuration) route53_.* networkmanager_.* lightsail_.* servicecatalog_.* vpclattice_.*
    `),
  },
  {
    bearing: Bearing.IRRELEVANT,
    why: 'is of a service without filters that are compared',
    pattern: typesOf('aws_', `
      accessanalyzer account acm acmpca ami amplify appautoscaling appconfig appfabric appflow appintegrations applicationinsights
      appmesh apprunner appstream appsync athena auditmanager autoscaling autoscalingplans backup batch bcmdataexports bedrock
      bedrockagent bedrockagentcore billing budgets ce chatbot chime chimesdkmediapipelines chimesdkvoice cleanrooms cloud9
      cloudformation cloudfrontkeyvaluestore cloudhsm cloudsearch cloudtrail cloudwatch codeartifact codebuild codecatalyst codecommit
      codeconnections codedeploy codeguruprofiler codegurureviewer codepipeline codestarconnections codestarnotifications cognito
      comprehend computeoptimizer config connect controltower costoptimizationhub cur customerprofiles dataexchange datapipeline
      datasync datazone dax db detective devicefarm devopsguru directory dlm dms docdb docdbelastic drs dsql dynamodb ebs ecr ecrpublic
      ecs efs eks elastic elasticache elasticsearch elastictranscoder emr emrcontainers emrserverless evidently finspace fis fsx
      gamelift glacier globalaccelerator glue grafana guardduty iam identitystore imagebuilder inspector inspector2 internetmonitor
      invoicing iot ivs ivschat kendra keyspaces kinesis kinesisanalyticsv2 kms lakeformation lambda lex lexv2models licensemanager
      location m2 macie2 media medialive memorydb mq msk mskconnect mwaa neptune neptunegraph networkflowmonitor networkmonitor
      notifications notificationscontacts oam observabilityadmin odb opensearch opensearchserverless organizations osis
      paymentcryptography pinpoint pinpointsmsvoicev2 pipes prometheus qbusiness qldb quicksight ram rbin rds redshift redshiftdata
      redshiftserverless rekognition resiliencehub resourceexplorer2 resourcegroups rolesanywhere route53domains route53profiles
      route53recoverycontrolconfig route53recoveryreadiness rum s3 s3control s3outposts s3tables s3vectors sagemaker scheduler schemas
      secretsmanager securityhub securitylake service servicecatalogappregistry servicequotas ses sesv2 sfn shield signer snapshot sns
      spot sqs ssm ssmcontacts ssmincidents ssmquicksetup ssoadmin storagegateway swf synthetics timestreaminfluxdb timestreamquery
      timestreamwrite transcribe transfer verifiedpermissions volume workspaces workspacesweb xray
    `, '(_.*)?'),
  },
];
