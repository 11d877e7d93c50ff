package discordtest

// The operations of the gateway.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opVoice     = 4
	opResume    = 6
	opReconnect = 7
	opMembers   = 8
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
	opSound     = 31
)

// The intents that matter here.
const (
	intentGuilds         = 1 << 0
	intentMembers        = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentContent        = 1 << 15
	everyIntent          = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)

// The codes that the gateway closes with.
const (
	closedUnknownOp  = 4001
	closedDecode     = 4002
	closedNotYet     = 4003
	closedToken      = 4004
	closedAlready    = 4005
	closedSeq        = 4007
	closedTooFast    = 4008
	closedSilent     = 4009
	closedShard      = 4010
	closedVersion    = 4012
	closedIntents    = 4013
	closedDisallowed = 4014
)
