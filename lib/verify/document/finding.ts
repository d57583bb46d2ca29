/** What a reader finds wrong or inexact, apart from the space it reads. */
export enum FindingCode {
  // both platforms
  /** An address range has bits set behind its mask; the platform masks them away. */
  HOST_BITS = 'HostBits',
  /** Text that is no address range; the platform rejects it and it admits nothing here. */
  INVALID_CIDR = 'InvalidCidr',
  /** Ports that the platform rejects; they admit nothing here. */
  INVALID_PORTS = 'InvalidPorts',
  /** A reference to a group that the document does not declare. */
  UNKNOWN_GROUP = 'UnknownGroup',
  /** The resource may exist not at all or more than once (`Condition`, `count`, `for_each`); read as existing once. */
  CONDITIONAL_RESOURCE = 'ConditionalResource',
  /** More rules than the platform's quota. */
  TOO_MANY_RULES = 'TooManyRules',
  /** A description longer than the platform takes. */
  DESCRIPTION_TOO_LONG = 'DescriptionTooLong',
  /** A rule on names that matches one protocol on the port of another, such as plain HTTP on 443; read as if it matched every protocol there. */
  OTHER_PROTOCOL = 'OtherProtocol',
  /** A filter that nothing in the documents names: it may enforce nothing. */
  NOT_ATTACHED = 'NotAttached',

  // filters of web requests
  /** A filter with more conditions than can be tried in every combination; read as admitting everyone. */
  TOO_MANY_CONDITIONS = 'TooManyConditions',
  /** Conditions on the path that depend on each other, such as an Allow before a Block; read as admitting whom any of them admits. */
  DEPENDENT_PATHS = 'DependentPaths',
  /** Access restrictions that do not say what happens to the rest; read as denied. */
  DEFAULT_ACTION = 'DefaultAction',
  /** Rules that allow and rules that deny in one container app, which takes one kind only; read as admitting everyone. */
  MIXED_ACTIONS = 'MixedActions',

  // API Gateway
  /** A resource policy longer than API Gateway takes. */
  POLICY_TOO_LONG = 'PolicyTooLong',

  // EC2
  /** A description with characters that EC2 rejects. */
  DESCRIPTION_CHARACTERS = 'DescriptionCharacters',
  /** The same rule twice in a group, whatever the descriptions; EC2 rejects the second. */
  DUPLICATE_RULE = 'DuplicateRule',
  /** No peer; EC2 requires exactly one. */
  PEER_MISSING = 'PeerMissing',
  /** More than one peer; EC2 requires exactly one. */
  SEVERAL_PEERS = 'SeveralPeers',
  /** An IPv6 range where only IPv4 may stand, or the reverse. */
  WRONG_FAMILY = 'WrongFamily',
  /** ICMP limited to a type or code, which the space cannot hold; read as all ICMP. */
  ICMP_TYPE = 'IcmpType',
  /** More entries in a prefix list than MaxEntries or one request allow, or a MaxEntries that EC2 does not. */
  TOO_MANY_ENTRIES = 'TooManyEntries',
  /** A prefix twice in a prefix list; EC2 rejects it. */
  DUPLICATE_ENTRY = 'DuplicateEntry',
  /** A name that no prefix list can have. */
  LIST_NAME = 'ListName',

  // AWS Network Firewall and DNS Firewall
  /** A signature id that another rule of the group has. */
  DUPLICATE_SID = 'DuplicateSid',
  /** A rule of more characters than the platform takes. */
  RULE_TOO_LONG = 'RuleTooLong',
  /** Names are judged again by where they lead, so less may be answered than is read. */
  REDIRECTION_INSPECTED = 'RedirectionInspected',
  // AWS WAF
  /** A prefix of length zero, which an IP set does not take. */
  WHOLE_FAMILY = 'WholeFamily',

  // Azure
  /** A rule name that Azure rejects. */
  RULE_NAME = 'RuleName',
  /** Two rules with the same name where Azure takes one. */
  DUPLICATE_RULE_NAME = 'DuplicateRuleName',
  /** A priority that Azure rejects. */
  PRIORITY_OUT_OF_RANGE = 'PriorityOutOfRange',
  /** Two rules of one direction with the same priority; Azure rejects the second. */
  DUPLICATE_PRIORITY = 'DuplicatePriority',
  /** IPv4 and IPv6 in one rule, on either side. */
  MIXED_FAMILIES = 'MixedFamilies',
  /** Prefixes of one list that overlap or repeat. */
  OVERLAPPING_PREFIXES = 'OverlappingPrefixes',
  /** Both the singular and the plural form of a field, or addresses and application security groups. */
  SINGULAR_AND_PLURAL = 'SingularAndPlural',
  /** Neither form of a field that Azure requires. */
  FIELD_MISSING = 'FieldMissing',
  /** A service tag in a plural field, where none may stand. */
  TAG_IN_LIST = 'TagInList',
  /** The tag `Internet`, which leaves out the virtual network: allowed, it is read as all addresses; denied before an Allow, as none. */
  INTERNET_TAG = 'InternetTag',
  /** Limited to source ports, which the space cannot hold; read as from any port. */
  SOURCE_PORTS = 'SourcePorts',
  /** Ports on a protocol that has none, or on every protocol; read as all of that protocol. */
  PORTS_WITHOUT_MEANING = 'PortsWithoutMeaning',
  /** Inline and separate rules on one group; they overwrite each other. */
  MIXED_INLINE_AND_SEPARATE = 'MixedInlineAndSeparate',
  /** More prefixes than the platform takes in one place. */
  TOO_MANY_PREFIXES = 'TooManyPrefixes',
  /** A Deny that concerns a part of the local side of a later Allow; read as admitted, since the rest is reached. */
  LOCAL_DENY = 'LocalDeny',

  // Azure Firewall
  /** A host name that a rule of its kind does not take; it admits nothing here. */
  HOST_PATTERN = 'HostPattern',
  /** More pairs of source and destination in network rules than a firewall holds. */
  TOO_MANY_PAIRS = 'TooManyPairs',
  /** More IP groups than the rules of a firewall may name. */
  TOO_MANY_IP_GROUPS = 'TooManyIpGroups',
  /** More bytes of rules than a rule collection group holds. */
  GROUP_TOO_LARGE = 'GroupTooLarge',
  /** A Deny that concerns some sources only; read as denying nothing. */
  SOURCE_LIMITED_DENY = 'SourceLimitedDeny',
  /** A Deny that may keep out what a DNAT rule lets in; the rule is read as letting it in. */
  DENY_AFTER_DNAT = 'DenyAfterDnat',
  /** A Deny of addresses on which an admitted name may be served; the name is read as admitted. */
  ADDRESS_DENY_BEFORE_NAMES = 'AddressDenyBeforeNames',
}

/** Something a platform would reject, or that the space holds only approximately. */
export interface Finding {
  /** Which kind of finding it is; stable. */
  readonly code: FindingCode;
  /** Where in the document, as a JSON path. */
  readonly path: string;
  /** What is found there, with the value and what the platform takes. */
  readonly message: string;
}

/** A value that is known only at deployment or is no set of addresses; it is in no space. */
export interface Unresolved {
  /** Where in the document, as a JSON path. */
  readonly path: string;
  /** The value as written; intrinsics as one line of JSON. */
  readonly text: string;
}

/** Something in the document that decides on traffic too and that a reading does not hold, by name. */
export interface Uncovered {
  /** Where in the document, as a JSON path. */
  readonly path: string;
  /** What it decides, and why a reading does not hold it. */
  readonly reason: string;
  /** Whether what the filters admit may not be what gets through, or not all that is meant; nothing is proven then. */
  readonly preventsProof: boolean;
  /** Whether it prevents a proof only where every group of the documents is compared, rather than those that `groups` names. */
  readonly unlessNamed?: boolean;
}
