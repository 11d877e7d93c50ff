package memory

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"github.com/redis/go-redis/v9"
)

var (
	errNoURL    = errors.New(`not a URL; in a password write / as %2F, @ as %40, : as %3A, # as %23`)
	errScheme   = errors.New(`want redis://, rediss:// or unix://, or redis+sentinel:// or redis+cluster://`)
	errDatabase = errors.New(`want a number as the database, as in redis://host:6379/0`)
	errOptions  = errors.New(`an option, after the ?, is unknown or has a value that does not fit it`)
	errMaster   = errors.New(`want the master's name, as in redis+sentinel://host:26379?master_name=main`)
)

var database = regexp.MustCompile(`^(/\d*)?$`)

// parse reads a URL. Its errors never quote it: it holds a password, and a
// mistyped one ends up in any of its parts.
func parse(raw string) (*redis.UniversalOptions, error) {
	scheme, rest, ok := strings.Cut(raw, "://")
	if !ok {
		return nil, errScheme
	}
	scheme, kind, _ := strings.Cut(scheme, "+")
	bare := scheme + "://" + rest
	u, err := url.Parse(bare)
	if err != nil {
		return nil, errNoURL
	}
	if kind == "" && u.Query().Has("master_name") {
		kind = "sentinel"
	}
	switch {
	case scheme == "unix" && kind == "":
		return parseOne(bare)
	case scheme != "redis" && scheme != "rediss":
		return nil, errScheme
	case !database.MatchString(u.Path):
		return nil, errDatabase
	case kind == "":
		return parseOne(bare)
	case kind == "sentinel":
		return parseSentinel(bare)
	case kind == "cluster":
		return parseCluster(bare)
	default:
		return nil, errScheme
	}
}

func parseOne(bare string) (*redis.UniversalOptions, error) {
	o, err := redis.ParseURL(bare)
	if err != nil {
		return nil, errOptions
	}
	return &redis.UniversalOptions{
		Addrs: []string{o.Addr}, DB: o.DB, Username: o.Username, Password: o.Password,
		TLSConfig: o.TLSConfig, Protocol: o.Protocol, ClientName: o.ClientName, PoolSize: o.PoolSize,
		MaxActiveConns: o.MaxActiveConns, ConnMaxIdleTime: o.ConnMaxIdleTime, ConnMaxLifetime: o.ConnMaxLifetime,
	}, nil
}

func parseSentinel(bare string) (*redis.UniversalOptions, error) {
	o, err := redis.ParseFailoverURL(bare)
	if err != nil {
		return nil, errOptions
	}
	if o.MasterName == "" {
		return nil, errMaster
	}
	return &redis.UniversalOptions{
		Addrs: o.SentinelAddrs, MasterName: o.MasterName, DB: o.DB,
		Username: o.Username, Password: o.Password,
		SentinelUsername: o.SentinelUsername, SentinelPassword: o.SentinelPassword,
		TLSConfig: o.TLSConfig, Protocol: o.Protocol, ClientName: o.ClientName, PoolSize: o.PoolSize,
		MaxActiveConns: o.MaxActiveConns, ConnMaxIdleTime: o.ConnMaxIdleTime, ConnMaxLifetime: o.ConnMaxLifetime,
	}, nil
}

func parseCluster(bare string) (*redis.UniversalOptions, error) {
	o, err := redis.ParseClusterURL(bare)
	if err != nil {
		return nil, errOptions
	}
	return &redis.UniversalOptions{
		Addrs: o.Addrs, IsClusterMode: true, Username: o.Username, Password: o.Password,
		TLSConfig: o.TLSConfig, Protocol: o.Protocol, ClientName: o.ClientName, PoolSize: o.PoolSize,
		MaxActiveConns: o.MaxActiveConns, ConnMaxIdleTime: o.ConnMaxIdleTime, ConnMaxLifetime: o.ConnMaxLifetime,
	}, nil
}
