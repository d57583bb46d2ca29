import { Bearing, type ResourceClass, typesOf } from './resource-class';

/**
 * The types of AWS CloudFormation. The first class that matches counts.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const CLOUDFORMATION_TYPES: readonly ResourceClass[] = [
  {
    bearing: Bearing.READ,
    why: 'is read',
    pattern: typesOf('AWS::', `
      EC2::SecurityGroup(Ingress|Egress)? EC2::PrefixList NetworkFirewall::(RuleGroup|FirewallPolicy)
      Route53Resolver::Firewall(DomainList|RuleGroup) WAFv2::(IPSet|RuleGroup|WebACL) ApiGateway::RestApi
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'deploys a template that is in another document',
    pattern: typesOf('AWS::', `
      CloudFormation::(Stack|StackSet) ServiceCatalog::CloudFormationProvisionedProduct Serverless::.* Proton::.*
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'admits or refuses traffic, and is not read',
    pattern: typesOf('AWS::', `
      EC2::NetworkAcl.* (RDS|ElastiCache|Redshift)::.*SecurityGroup(Ingress)? GameLift::(Fleet|ContainerFleet) Lightsail::Instance
      WorkSpacesWeb::IpAccessSettings EC2::VPCBlockPublicAccess.* EC2::VerifiedAccess.* VpcLattice::(AuthPolicy|ResourcePolicy)
      NetworkSecurityManager::.*
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'changes how a firewall decides, or what a list holds',
    pattern: typesOf('AWS::', `
      NetworkFirewall::(ContainerAssociation|TLSInspectionConfiguration|VpcEndpointAssociation)
      Route53Resolver::(FirewallConfig|ResolverConfig|ResolverRule) Route53GlobalResolver::.* EC2::IPAMPrefixListResolver.*
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'is a filter of web requests of a kind that is not read, or a change of one',
    pattern: typesOf('AWS::', `
      WAF(Regional)?::.* WAFv2::RegexPatternSet Shield::Protection
      ApiGatewayV2::(ApiGatewayManagedOverrides|Route|RoutingRule|Stage) CloudFront::(Function|ConnectionFunction)
    `),
  },
  {
    bearing: Bearing.OPEN,
    why: 'has no rules on addresses, so that everyone reaches it: name in `groups` what is compared if that is meant',
    pattern: typesOf('AWS::', `
      ApiGatewayV2::Api Lambda::Url
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'may change resources when or after they are deployed',
    pattern: typesOf('AWS::', `
      CloudFormation::(CustomResource|Macro|.*Hook.*) FMS::.*
      Config::(RemediationConfiguration|ConformancePack|OrganizationConformancePack) Organizations::Policy
      SSM::(Association|Document|MaintenanceWindowTask)
    `),
  },
  {
    bearing: Bearing.IRRELEVANT,
    why: 'stands behind a filter or beside it, or carries it',
    pattern: typesOf('AWS::', `
      (ElasticLoadBalancing|ElasticLoadBalancingV2|ApiGateway|ApiGatewayV2|CloudFront|Lambda|Lightsail|NetworkManager|VpcLattice|ServiceCatalog|Route53Profiles)::.*
      WAFv2::(LoggingConfiguration|WebACLAssociation)
      EC2::(Application|Capacity|Carrier|Client|Customer|DHCP|EC2Fleet|EIP|Egress|Enclave|Flow|Fpga|Gateway|Host|IPAM|IPv4|Instance|Internet|Ip|Key|Launch|Local|Nat|NetworkI|NetworkP|Placement|Route|Secondary|SecurityGroupVpc|Snapshot|Spot|SqlHa|Subnet|TrafficMirror|TransitGateway|VPC|VPN|Volume).*
      NetworkFirewall::(Firewall|LoggingConfiguration) CloudFormation::.*
      Route53Resolver::(FirewallRuleGroupAssociation|OutpostResolver|Resolver(DNSSECConfig|Endpoint|QueryLogging.*|RuleAssociation))
    `),
  },
  {
    bearing: Bearing.IRRELEVANT,
    why: 'is of a service without filters that are compared',
    pattern: typesOf('AWS::', `
      ACMPCA AIOps APS ARCRegionSwitch ARCZonalShift AWSExternalAnthropic AccessAnalyzer AccountAccess AgentRegistry AmazonMQ Amplify
      AmplifyUIBuilder AppConfig AppFabric AppFlow AppIntegrations AppMesh AppRunner AppStream AppSync AppTest ApplicationAutoScaling
      ApplicationInsights ApplicationSignals Athena AuditManager AutoScaling AutoScalingPlans B2BI BCM BCMDataExports Backup
      BackupGateway Batch BcmPricingCalculator Bedrock BedrockAgentCore BedrockMantle Billing BillingConductor Braket Budgets CDK CE CUR
      Cases Cassandra CertificateManager Chatbot Chime CleanRooms CleanRoomsML Cloud9 CloudHSM CloudTrail CloudWatch CodeArtifact
      CodeBuild CodeCommit CodeConnections CodeDeploy CodeGuruProfiler CodeGuruReviewer CodePipeline CodeStar CodeStarConnections
      CodeStarNotifications Cognito Comprehend ComputeOptimizer Config Connect ConnectCampaigns ConnectCampaignsV2 ControlTower
      CustomerProfiles DAX DLM DMS DRS DSQL DataBrew DataExchange DataPipeline DataSync DataZone Deadline Detective DevOpsAgent
      DevOpsGuru DeviceFarm DirectConnect DirectoryService DocDB DocDBElastic DynamoDB ECR ECS EFS EKS EMR EMRContainers EMRServerless
      EVS ElastiCache ElasticBeanstalk Elasticsearch ElementalInference EntityResolution EventSchemas Events EventsV2 Evidently FIS FSx
      FinSpace Forecast FraudDetector GameLift GameLiftStreams GlobalAccelerator Glue Grafana Greengrass GreengrassV2 GroundStation
      GuardDuty HealthAgent HealthImaging HealthLake IAM IVS IVSChat IdentityStore ImageBuilder Inspector InspectorV2 Interconnect
      InternetMonitor Invoicing IoT IoTAnalytics IoTCoreDeviceAdvisor IoTEvents IoTFleetHub IoTFleetWise IoTSecureTunneling IoTSiteWise
      IoTThingsGraph IoTTwinMaker IoTWireless KMS KafkaConnect Kendra KendraRanking Kinesis KinesisAnalytics KinesisAnalyticsV2
      KinesisFirehose KinesisVideo LakeFormation LaunchWizard Lex LicenseManager LicenseManagerLinuxSubscriptions
      LicenseManagerUserSubscriptions Location Logs LookoutEquipment LookoutMetrics LookoutVision M2 MGN MPA MSK MWAA MWAAServerless
      Macie ManagedBlockchain MediaConnect MediaConvert MediaLive MediaPackage MediaPackageV2 MediaStore MediaTailor MemoryDB Neptune
      NeptuneGraph NetworkFlowMonitor NetworkMonitor NimbleStudio Notifications NotificationsContacts NovaAct ODB OSIS Oam
      ObservabilityAdmin Omics OpenSearch OpenSearchServerless OpenSearchService OpsWorks OpsWorksCM Organizations Outposts
      PCAConnectorAD PCAConnectorSCEP PCS PI Panorama PaymentCryptography Personalize Pinpoint PinpointEmail Pipes Polly
      PricingPlanManager QBusiness QLDB QuickSight RAM RDS RTBFabric RUM Rbin Redshift RedshiftServerless RefactorSpaces Rekognition
      ResilienceHub ResilienceHubV2 ResourceExplorer2 ResourceGroups RoboMaker RolesAnywhere Route53 Route53RecoveryControl
      Route53RecoveryReadiness S3 S3Express S3Files S3ObjectLambda S3Outposts S3Tables S3Vectors SCN SDB SES SMSVOICE SNS SQS SSM
      SSMContacts SSMGuiConnect SSMIncidents SSMQuickSetup SSO SageMaker Scheduler SecretsManager SecurityAgent SecurityHub SecurityLake
      ServerlessRepo ServiceCatalogAppRegistry ServiceDiscovery Shield Signer SimSpaceWeaver StepFunctions StorageGateway SupportApp
      SupportAuthZ Synthetics SystemsManagerSAP Textract Timestream Transcribe Transfer Translate UXC VerifiedPermissions VoiceID
      WellArchitected Wickr Wisdom WorkSpaces WorkSpacesThinClient WorkSpacesWeb WorkspacesInstances XRay
    `, '(::.*)?'),
  },
];
