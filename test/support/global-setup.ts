import { writeCdktn } from '../../scripts/write-cdktn';

/** Before all tests: the sources for CDK Terrain are those of this moment. */
export default writeCdktn;
