import { configurationOf } from './scripts/mutation/rooms.mjs';

/** The room that `npm run mutation` measures at the moment. */
export default configurationOf(process.env.M365_MUTATION_ROOM ?? 'ports');
