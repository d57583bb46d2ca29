// The built-in template validator costs seconds in every test file and is not what is tested here.
process.env.CDK_VALIDATION = 'false';
// cdktf would ask the network for newer versions.
process.env.CHECKPOINT_DISABLE = '1';
