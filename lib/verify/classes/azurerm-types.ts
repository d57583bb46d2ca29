import { Bearing, type ResourceClass, typesOf } from './resource-class';

/**
 * The types of the azurerm provider. The first class that matches counts.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
export const AZURERM_TYPES: readonly ResourceClass[] = [
  {
    bearing: Bearing.READ,
    why: 'is read',
    pattern: typesOf('azurerm_', `
      network_security_(group|rule) network_manager_(admin_rule(_collection)?|security_admin_configuration)
      firewall_policy(_rule_collection_group)? ip_group cdn_frontdoor_firewall_policy web_application_firewall_policy
      (linux|windows)_(web|function)_app(_slot)? function_app_flex_consumption logic_app_standard container_app eventhub_namespace
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'deploys a template that is in another document',
    pattern: typesOf('azurerm_', `
      (management_group|resource_group|subscription|tenant)_template_deployment blueprint_assignment managed_application
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'runs a script, which may change any resource',
    pattern: typesOf('azurerm_', `
      resource_deployment_script_.* virtual_machine_run_command automation_runbook
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'is a classic rule of Azure Firewall',
    pattern: typesOf('azurerm_', `
      firewall_(application|nat|network)_rule_collection
    `),
  },
  {
    bearing: Bearing.EVERYWHERE,
    why: 'is an entry of an IP group apart from it',
    pattern: typesOf('azurerm_', `
      ip_group_cidr
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'is a filter of web requests of a kind that is not read',
    pattern: typesOf('azurerm_', `
      frontdoor(_firewall_policy|_rules_engine)? app_service(_slot)? function_app(_slot)?
      (app_service|function_app|web_app)_active_slot
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'decides on requests before or behind a filter',
    pattern: typesOf('azurerm_', `
      cdn_frontdoor_(rule|rule_set) cdn_endpoint application_load_balancer.* nginx_configuration api_management_.*policy.*
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'is a firewall of one service',
    pattern: typesOf('azurerm_', `
      .*(?<!cdn_frontdoor)_firewall_(policy|rule) mssql_outbound_firewall_rule .*_network_acl .*_network_rules?(_set)?
      .*_virtual_network_rule .*_network_outbound_rule_.* palo_alto_.* signalr_.*acl
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'lets a virtual network in past the rules of what it leads to',
    pattern: typesOf('azurerm_', `
      private_endpoint
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'decides where traffic goes, or whether',
    pattern: typesOf('azurerm_', `
      virtual_hub_(routing_intent|security_partner_provider) network_manager_(routing|connectivity)_.* mobile_network_sim_policy
    `),
  },
  {
    bearing: Bearing.RELEVANT,
    why: 'may change resources when they are deployed',
    pattern: typesOf('azurerm_', `
      .*policy_(assignment|remediation)
    `),
  },
  {
    bearing: Bearing.IRRELEVANT,
    why: 'stands behind a filter or beside it, or carries it',
    pattern: typesOf('azurerm_', `
      app_(service|configuration).* application_(gateway|insights.*|security_group) api_(connection|management.*) function_app_.*
      web_app_.* service_(fabric_.*|plan) container_.* cdn_(frontdoor_|endpoint_|profile).* frontdoor_.* traffic_manager_.* lb lb_.*
      nat_gateway.* firewall network_(connection|ddos|function|interface|manager|packet|profile|watcher).*
      virtual_(desktop|hub|machine|network|wan).* (linux|windows|orchestrated)_virtual_machine.* subnet.* route.* private_.* public_ip.*
      vpn_.* point_to_site_vpn_gateway local_network_gateway bastion_host web_pubsub.* system_center_.* security_center_.* policy_.*
      management_(group|lock).* resource_.* subscription.*
    `),
  },
  {
    bearing: Bearing.IRRELEVANT,
    why: 'is of a service without filters that are compared',
    pattern: typesOf('azurerm_', `
      aadb2c active advanced advisor ai analysis arc attestation automanage automation availability backup batch billing bot capacity
      chaos cognitive communication confidential consumption cosmosdb cost custom dashboard database databox databricks datadog
      dedicated dev digital disk dns dynatrace elastic email eventgrid eventhub express extended fabric federated fluid gallery graph
      hdinsight healthbot healthcare hpc image iot iotcentral iothub key kubernetes kusto lighthouse load log logic machine maintenance
      managed maps marketplace mobile mongo monitor mssql mysql netapp new nginx notification oracle orbital pim portal postgresql
      powerbi proximity purview qumulo recovery redhat redis relay restore role search sentinel servicebus shared signalr site snapshot
      source spring ssh stack static storage stream synapse trusted user video vmware voice workloads
    `, '(_.*)?'),
  },
];
