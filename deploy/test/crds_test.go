package test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// scaledObject is what of KEDA's the judge looks at; all of it is looked at by fits.
type scaledObject struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata"`
	Spec              struct {
		ScaleTargetRef                   struct{ APIVersion, Kind, Name string }
		MinReplicaCount, MaxReplicaCount int
		Advanced                         map[string]any
		Triggers                         []struct {
			Type, MetricType  string
			Metadata          map[string]string
			AuthenticationRef map[string]string
		}
	}
}

// externalSecret likewise.
type externalSecret struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata"`
	Spec              struct {
		SecretStoreRef  struct{ Kind, Name string }
		RefreshInterval string
		Target          struct{ Name, CreationPolicy string }
		Data            []struct {
			SecretKey string
			RemoteRef struct{ Key, Property, Version string }
		}
		DataFrom []struct{ Extract struct{ Key string } }
	}
}

// schemas are the projects' own, out of their custom resource definitions: see
// testdata/crds/NOTICE.
var schemas = map[string]*jsonschema.Schema{
	"keda.sh/v1alpha1 ScaledObject":         schema("scaledobject.json"),
	"external-secrets.io/v1 ExternalSecret": schema("externalsecret.json"),
}

func schema(file string) *jsonschema.Schema {
	b, err := os.ReadFile(filepath.Join("testdata", "crds", file))
	if err != nil {
		panic(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		panic(err)
	}
	closeUp(document)
	c := jsonschema.NewCompiler()
	if err := c.AddResource(file, document); err != nil {
		panic(err)
	}
	return c.MustCompile(file)
}

// closeUp lets no field in that the schema does not name: the API would drop it silently.
func closeUp(node any) {
	switch n := node.(type) {
	case map[string]any:
		_, open := n["x-kubernetes-preserve-unknown-fields"]
		if _, named := n["properties"].(map[string]any); named && n["type"] == "object" && !open {
			n["additionalProperties"] = false
		}
		for _, inner := range n {
			closeUp(inner)
		}
	case []any:
		for _, inner := range n {
			closeUp(inner)
		}
	}
}

// fits holds a document against the schema of its kind, if that has one.
func fits(kind, document string) error {
	s := schemas[kind]
	if s == nil {
		return nil
	}
	b, err := yaml.YAMLToJSON([]byte(document))
	if err != nil {
		return err
	}
	object, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return err
	}
	return s.Validate(object)
}

func TestSchemasOfOthersRefuse(t *testing.T) {
	for name, document := range map[string]string{
		"keda.sh/v1alpha1 ScaledObject":         `{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {}, spec: {scaleTargetRef: {name: a}, triggers: [{type: cpu, metadata: {value: "1"}}], minReplicas: 1}}`,
		"external-secrets.io/v1 ExternalSecret": `{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {}, spec: {secretStoreRef: {name: a, kind: Vault}}}`,
	} {
		if err := fits(name, document); err == nil {
			t.Errorf("%s: a field that there is not, or a value it cannot have, fits", name)
		}
	}
}
