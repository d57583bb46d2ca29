import { invalidOption } from '../../messages/errors';
import { OptionType } from './option-type';
import { listOf } from './option-types';

/** Ids of warnings, also as the command line of AWS CDK prints them. */
const WARNING_ID = /^(?:Annotation::)?(cdk-m365-endpoints:[a-z]\w*)$/i;

const WARNING: OptionType<string> = {
  read: (option, value) => {
    const [, id] = typeof value === 'string' ? WARNING_ID.exec(value) ?? [] : [];
    if (id === undefined) {
      throw invalidOption(option, value, 'give the id of a warning, such as cdk-m365-endpoints:withdrawnPrefixes');
    }
    return id;
  },
};

/** Ids of warnings; without the prefix that AWS CDK puts in front, when they are read. */
export const ACKNOWLEDGED_WARNINGS = listOf(WARNING, { example: "'cdk-m365-endpoints:withdrawnPrefixes'" });
