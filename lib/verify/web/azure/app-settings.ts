import type { JsonNode } from '../../document/json-node';

/** Arguments of a web app, function app or Logic App Standard that do not change which addresses it admits. */
const APP = [
  'name', 'resource_group_name', 'location', 'service_plan_id', 'app_service_id', 'function_app_id', 'app_settings', 'connection_string',
  'client_affinity_enabled', 'client_certificate_enabled', 'client_certificate_exclusion_paths', 'client_certificate_mode',
  'ftp_publish_basic_authentication_enabled', 'webdeploy_publish_basic_authentication_enabled', 'identity', 'key_vault_reference_identity_id',
  'logs', 'sticky_settings', 'storage_account', 'backup', 'auth_settings', 'auth_settings_v2', 'virtual_network_backup_restore_enabled',
  'virtual_network_subnet_id', 'vnet_image_pull_enabled', 'virtual_network_image_pull_enabled', 'zip_deploy_file', 'builtin_logging_enabled',
  'content_share_force_disabled', 'daily_memory_time_quota', 'functions_extension_version', 'storage_account_access_key', 'storage_account_name',
  'storage_key_vault_secret_id', 'storage_uses_managed_identity',
  'always_ready', 'http_concurrency', 'instance_memory_in_mb', 'maximum_instance_count', 'runtime_name', 'runtime_version', 'storage_access_key',
  'storage_authentication_type', 'storage_container_endpoint', 'storage_container_type', 'storage_user_assigned_identity_id',
  'app_service_plan_id', 'bundle_version', 'scm_publish_basic_authentication_enabled', 'storage_account_share_name', 'use_extension_bundle', 'version',
  'vnet_content_share_enabled',
] as const;

/** Arguments of its site beside the access restrictions. */
const SITE = [
  'always_on', 'api_definition_url', 'api_management_api_id', 'app_command_line', 'app_scale_limit', 'app_service_logs', 'application_insights_connection_string',
  'application_insights_key', 'application_stack', 'auto_heal_setting', 'auto_swap_slot_name', 'container_registry_managed_identity_client_id',
  'container_registry_use_managed_identity', 'cors', 'default_documents', 'detailed_error_logging_enabled', 'elastic_instance_minimum', 'ftps_state',
  'handler_mapping', 'health_check_eviction_time_in_min', 'health_check_path', 'http2_enabled', 'linux_fx_version', 'windows_fx_version',
  'load_balancing_mode', 'local_mysql_enabled', 'managed_pipeline_mode', 'minimum_tls_cipher_suite', 'minimum_tls_version', 'pre_warmed_instance_count',
  'remote_debugging_enabled', 'remote_debugging_version', 'runtime_scale_monitoring_enabled', 'scm_minimum_tls_version', 'scm_type',
  'dotnet_framework_version', 'min_tls_version', 'scm_min_tls_version', 'use_32_bit_worker_process',
  'use_32_bit_worker', 'virtual_application', 'vnet_route_all_enabled', 'websockets_enabled', 'worker_count',
] as const;

/** Declares what an app says beside its site irrelevant. An App Service environment, which may be private, is not among it. */
export function ignoreAppSettings(app: JsonNode): void {
  app.ignore(...APP);
}

/** Declares what a site says beside its access restrictions irrelevant. */
export function ignoreSiteSettings(site: JsonNode): void {
  site.ignore(...SITE);
}
