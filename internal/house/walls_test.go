package house

import "testing"

// rooms lists every package, from the ground up, with what it may import of the
// house. Arrows go down, never sideways, never in a circle.
var rooms = []room{
	{pkg: "copilot/text"},
	{pkg: "copilot/catalogue"},
	{pkg: "copilot/network", may: []string{"copilot/text"}},
	{pkg: "copilot/check", may: []string{"copilot/text", "copilot/network", "copilot/catalogue"}},
	{pkg: "copilot", may: []string{"copilot/text", "copilot/network", "copilot/check", "copilot/catalogue"}},
	{pkg: "copilot/builtin", may: core},

	{pkg: "memory", may: core},
	{pkg: "memory/inprocess", may: []string{"copilot", "memory"}},

	{pkg: "adapters/openai", may: core},
	{pkg: "adapters/writers", may: core},
	{pkg: "adapters/telemetry", may: core},
	{pkg: "adapters/web", may: append([]string{"adapters/web/issuer"}, core...)},
	{pkg: "adapters/web/issuer", may: core},
	{pkg: "adapters/chat", may: core},
	{pkg: "adapters/slack", may: append([]string{"adapters/chat"}, core...)},
	{pkg: "adapters/discord", may: append([]string{"adapters/chat"}, core...)},

	{pkg: "cmd/bot", may: append([]string{
		"copilot/builtin", "memory", "memory/inprocess",
		"adapters/openai", "adapters/writers", "adapters/telemetry", "adapters/web", "adapters/web/issuer", "adapters/slack", "adapters/discord",
	}, core...)},

	{pkg: "internal/house"},
}

// core is what everything above the copilot wing may use of it.
var core = []string{"copilot", "copilot/catalogue", "copilot/check", "copilot/network", "copilot/text"}

// fences say where a library may be imported: a path stands for all below it.
// What has no fence may be imported nowhere.
var fences = []fence{
	{lib: "github.com/clipperhouse/uax29/v2", in: []string{"copilot/text", "copilot/network"}, why: "only the ground floor cuts text"},
	{lib: "github.com/kljensen/snowball", in: []string{"copilot/text"}, why: "only copilot/text stems words"},
	{lib: "github.com/abadojack/whatlanggo", in: []string{"copilot/text"}, why: "only copilot/text tells languages apart"},
	{lib: "golang.org/x/text", in: []string{"copilot/text", "copilot/network", "copilot/check", "copilot/catalogue", "adapters/web"}, why: "Unicode and languages are for those who cut or say text"},
	{lib: "github.com/nicksnyder/go-i18n/v2", in: []string{"copilot/catalogue"}, why: "only the catalogue says sentences"},
	{lib: "go.yaml.in/yaml/v3", in: []string{"copilot"}, why: "what a channel knows is read and written in one place"},
	{lib: "github.com/redis/go-redis/v9", in: []string{"memory"}, why: "only memory speaks to Redis"},
	{lib: "github.com/alicebob/miniredis/v2", in: []string{"memory/inprocess"}, tests: []string{"memory"}, why: "only memory/inprocess runs a Redis inside the process"},
	{lib: "github.com/sashabaranov/go-openai", in: []string{"adapters/openai"}, why: "only adapters/openai speaks to a model"},
	{lib: "golang.org/x/time", in: []string{"adapters/chat", "adapters/slack", "adapters/discord", "adapters/web"}, why: "pacing what a platform is sent, and what a browser may ask, is for its adapter"},
	{lib: "github.com/slack-go/slack", in: []string{"adapters/slack"}, why: "only adapters/slack speaks to Slack"},
	{lib: "github.com/bwmarrin/discordgo", in: []string{"adapters/discord"}, tests: []string{"cmd/bot"}, why: "only adapters/discord speaks to Discord"},
	{lib: "github.com/gorilla/websocket", in: []string{"adapters/discord"}, why: "only adapters/discord dials a websocket itself: to cut what its library is stuck on"},
	{lib: "github.com/coreos/go-oidc/v3", in: []string{"adapters/web/issuer"}, why: "only adapters/web/issuer asks an issuer who somebody is"},
	{lib: "golang.org/x/oauth2", in: []string{"adapters/web/issuer"}, why: "only adapters/web/issuer asks an issuer who somebody is"},
	{lib: "github.com/failsafe-go/failsafe-go", in: []string{"adapters/writers"}, why: "patience with a writer is a decorator in adapters/writers"},
	{lib: "github.com/prometheus/client_golang", in: []string{"adapters/writers", "adapters/telemetry", "cmd/bot"}, why: "measuring is for decorators, the witness and the door"},
	{lib: "go.opentelemetry.io", in: []string{"adapters/telemetry"}, tests: []string{"cmd/bot"}, why: "only adapters/telemetry traces"},
	{lib: "google.golang.org/protobuf", in: []string{"adapters/telemetry"}, tests: []string{"cmd/bot"}, why: "only adapters/telemetry writes what a collector reads"},
	{lib: "github.com/alecthomas/kong", in: []string{"cmd/bot"}, why: "only the door reads its configuration"},
	{lib: "net/http", in: []string{"adapters/*", "adapters/web/issuer", "cmd/bot"}, why: "the core and the store know no HTTP"},
	{lib: "testing", in: nil, why: "what tests need stays out of the program"},
	{lib: "unsafe", in: nil, why: "nothing here is worth the risk"},
	{lib: "plugin", in: nil, why: "nothing is loaded while running"},
}

// testLibraries are for tests, wherever they are.
var testLibraries = []string{
	"github.com/google/go-cmp", "pgregory.net/rapid", "go.uber.org/goleak", "golang.org/x/tools/txtar", "golang.org/x/net/html",
	"github.com/rogpeppe/go-internal", "github.com/chromedp", "github.com/santhosh-tekuri/jsonschema/v6", "github.com/gorilla/websocket",
	"github.com/go-jose/go-jose/v4", "github.com/anishathalye/porcupine", "github.com/prometheus/common", "github.com/prometheus/client_model", "testing", "net/http",
}

// beneath is what the copilot wing must not reach, not even through a library.
var beneath = []string{"net", "net/http", "os/exec", "os/signal", "database/sql"}

func TestWalls(t *testing.T) {
	for _, p := range house(t) {
		for _, breach := range breaches(p) {
			t.Error(breach)
		}
	}
}

func TestCoreReachesNoNetwork(t *testing.T) {
	for _, p := range house(t) {
		for _, breach := range reaches(p) {
			t.Error(breach)
		}
	}
}

// TestBreachesAreFound breaks every kind of wall in thought.
func TestBreachesAreFound(t *testing.T) {
	for _, c := range []struct {
		name string
		pkg  listed
		want string // empty: no breach
	}{
		{"downwards", listed{ImportPath: "copilot", Imports: []string{"copilot/check", "context"}}, ""},
		{
			"upwards",
			listed{ImportPath: "copilot", Imports: []string{"memory"}},
			"copilot imports memory: of the house it may import only copilot/text, copilot/network, copilot/check, copilot/catalogue",
		},
		{
			"sideways",
			listed{ImportPath: "adapters/slack", Imports: []string{"adapters/web"}},
			"adapters/slack imports adapters/web: of the house it may import only adapters/chat, copilot, copilot/catalogue, copilot/check, copilot/network, copilot/text",
		},
		{
			"a store in an adapter",
			listed{ImportPath: "memory", Imports: []string{"adapters/openai"}},
			"memory imports adapters/openai: of the house it may import only copilot, copilot/catalogue, copilot/check, copilot/network, copilot/text",
		},
		{
			"ground floor",
			listed{ImportPath: "copilot/text", Imports: []string{"copilot"}},
			"copilot/text imports copilot: of the house it may import nothing",
		},
		{"library in its room", listed{ImportPath: "memory", Imports: []string{"github.com/redis/go-redis/v9/maintnotifications"}}, ""},
		{
			"library outside",
			listed{ImportPath: "cmd/bot", Imports: []string{"github.com/redis/go-redis/v9"}},
			"cmd/bot imports github.com/redis/go-redis/v9: only memory speaks to Redis",
		},
		{
			"HTTP in the core",
			listed{ImportPath: "copilot/check", Imports: []string{"net/http/httputil"}},
			"copilot/check imports net/http/httputil: the core and the store know no HTTP",
		},
		{
			"unknown library",
			listed{ImportPath: "copilot/text", Imports: []string{"example.org/new"}},
			"copilot/text imports example.org/new: no fence says where it may be imported",
		},
		{
			"unknown room",
			listed{ImportPath: "copilot/extra", GoFiles: []string{"doc.go"}},
			"copilot/extra has no room: say in internal/house/walls_test.go what it may import",
		},
		{
			"tests in the program",
			listed{ImportPath: "cmd/bot", Imports: []string{"memory/memorytest"}},
			"cmd/bot imports memory/memorytest: what tests need stays out of the program",
		},
		{"a test of an adapter", listed{ImportPath: "adapters/web", XTestImports: []string{"memory/inprocess", "copilot/builtin", "adapters/web", "github.com/chromedp/chromedp"}}, ""},
		{"a test of a chat", listed{ImportPath: "adapters/slack", XTestImports: []string{"adapters/chat", "adapters/chat/chattest"}}, ""},
		{"a fake of a chat", listed{ImportPath: "adapters/slack/slacktest", Imports: []string{"adapters/chat/platformtest", "net/http"}}, ""},
		{
			"what tests of chats share in the program",
			listed{ImportPath: "adapters/slack", Imports: []string{"adapters/chat/chattest"}},
			"adapters/slack imports adapters/chat/chattest: what tests need stays out of the program",
		},
		{
			"what tests of chats share that crosses",
			listed{ImportPath: "adapters/chat/chattest", Imports: []string{"adapters/slack"}},
			"adapters/chat/chattest imports adapters/slack: a test stays in its own adapter, or goes to cmd/bot",
		},
		{
			"a test that crosses",
			listed{ImportPath: "adapters/web", XTestImports: []string{"adapters/slack"}},
			"adapters/web (test) imports adapters/slack: a test stays in its own adapter, or goes to cmd/bot",
		},
		{
			"a test that speaks to Redis",
			listed{ImportPath: "adapters/web", TestImports: []string{"github.com/redis/go-redis/v9"}},
			"adapters/web (test) imports github.com/redis/go-redis/v9: only memory speaks to Redis",
		},
		{"a test of the store", listed{ImportPath: "memory/memorytest", Imports: []string{"github.com/redis/go-redis/v9", "github.com/alicebob/miniredis/v2", "memory/inprocess"}}, ""},
		{"a test of the door", listed{ImportPath: "cmd/bot", TestImports: []string{"adapters/web", "adapters/slack"}}, ""},
		{
			"a test library outside tests",
			listed{ImportPath: "copilot", Imports: []string{"pgregory.net/rapid"}},
			"copilot imports pgregory.net/rapid: what tests need stays out of the program",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := breaches(c.pkg)
			if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || got[0] != c.want) {
				t.Errorf("breaches = %q, want %q", got, c.want)
			}
		})
	}
}

func TestReachIsFound(t *testing.T) {
	got := reaches(listed{ImportPath: "copilot/text", Deps: []string{"strings", "net/http"}})
	if want := "copilot/text reaches net/http, through a library: the copilot wing knows no network and no processes"; len(got) != 1 || got[0] != want {
		t.Errorf("reaches = %q, want %q", got, want)
	}
	if got := reaches(listed{ImportPath: "memory", Deps: []string{"net"}}); len(got) > 0 {
		t.Errorf("memory may reach the network, got %q", got)
	}
}
