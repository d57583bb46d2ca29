import { TerraformProvider } from 'cdktf';
import { objectWith } from '../../rules/options/option-types';

/** A provider for the resources of an enforcement point. */
export const PROVIDER = objectWith<TerraformProvider>({ fqn: 'string' }, 'give a provider of CDKTF, such as an AzurermProvider with an alias');
