package discord

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// post names a message of ours and those that continue it.
type post struct {
	channel snowflake   // the channel or thread it stands in
	ids     []snowflake // at least one; the first is the message, the others continue it
	alone   bool        // one person alone sees it: only the interaction's token reaches it

	instead snowflake // what the messages to come are made instead of; it is not kept
}

// aloneMark stands before the name of a message that one person alone sees.
const aloneMark = "~"

// readPost reads what String wrote.
func readPost(id string) (post, error) {
	name, alone := strings.CutPrefix(id, aloneMark)
	channel, list, ok := strings.Cut(name, ":")
	p := post{channel: channel, ids: strings.Split(list, ","), alone: alone}
	if !ok || channel == "" {
		return p, fmt.Errorf("discord: %q names no message", id)
	}
	for _, one := range p.ids {
		if one == "" {
			return p, fmt.Errorf("discord: %q names no message", id)
		}
	}
	return p, nil
}

// String is the name the core keeps: "1001:2002,2003", and "~1001:2002" for a
// message that one person alone sees.
func (p post) String() string {
	name := p.channel + ":" + strings.Join(p.ids, ",")
	if p.alone {
		return aloneMark + name
	}
	return name
}

// epoch is when Discord's ids begin, in milliseconds since 1970: 2015.
const epoch = 1_420_070_400_000

// timeOf is the moment an id was made, to the millisecond; zero for what is no id.
func timeOf(id snowflake) time.Time {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(int64(n>>22) + epoch).UTC()
}

// idOf is the least id of a moment.
func idOf(at time.Time) snowflake { return strconv.FormatUint(leastID(at), 10) }

// lastBefore is the greatest id of what came before a moment: a bound that leaves out
// nothing of that moment.
func lastBefore(at time.Time) snowflake { return strconv.FormatUint(max(1, leastID(at))-1, 10) }

func leastID(at time.Time) uint64 { return uint64(max(0, at.UnixMilli()-epoch)) << 22 }
