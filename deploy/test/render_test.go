package test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/engine"
	"sigs.k8s.io/yaml"
)

const chartDir = "../helm"

// render is `helm template`: values are checked against the schema, templates
// are rendered. It returns the files by name, such as "brouillon/templates/service.yaml".
func render(values string) (map[string]string, error) {
	return renderAs(common.ReleaseOptions{Name: "ink", Namespace: "marketing", Revision: 1, IsInstall: true}, values)
}

func renderAs(release common.ReleaseOptions, values string) (map[string]string, error) {
	chart, all, err := prepare(release, values)
	if err != nil {
		return nil, err
	}
	return engine.Engine{Strict: true}.RenderWithContext(context.Background(), chart, all)
}

// renderIn renders where `lookup` finds something, as `helm install` and `helm upgrade` do.
func renderIn(there cluster, release common.ReleaseOptions, values string) (map[string]string, error) {
	chart, all, err := prepare(release, values)
	if err != nil {
		return nil, err
	}
	return engine.RenderWithClientProvider(chart, all, there)
}

func prepare(release common.ReleaseOptions, values string) (*chart.Chart, common.Values, error) {
	loaded, err := loader.LoadDir(chartDir)
	if err != nil {
		return nil, nil, err
	}
	given := map[string]any{}
	if err := yaml.UnmarshalStrict([]byte(values), &given); err != nil {
		return nil, nil, err
	}
	all, err := util.ToRenderValues(loaded, given, release, common.DefaultCapabilities)
	return loaded, all, err
}

// objects decodes all that was rendered, strictly, by kind and name: "Service/ink-brouillon".
func objects(t *testing.T, values string) map[string]any {
	t.Helper()
	files, err := render(values)
	if err != nil {
		t.Fatalf("render: %v", err)
	}
	return decoded(t, files)
}

func decoded(t *testing.T, files map[string]string) map[string]any {
	t.Helper()
	all := map[string]any{}
	for _, document := range documents(files) {
		key, object, err := decode(document)
		if err != nil {
			t.Fatalf("%v\n%s", err, document)
		}
		if all[key] != nil {
			t.Errorf("%s is rendered twice", key)
		}
		all[key] = object
	}
	return all
}

// documents are those of all files, in the order of their names.
func documents(files map[string]string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		for _, document := range strings.Split("\n"+files[name], "\n---") {
			if strings.TrimSpace(document) != "" {
				all = append(all, document)
			}
		}
	}
	return all
}

// decode reads a document as the type its kind names, refusing unknown fields.
func decode(document string) (key string, object any, err error) {
	var head struct {
		APIVersion, Kind string
		Metadata         struct{ Name string }
	}
	if err := yaml.Unmarshal([]byte(document), &head); err != nil {
		return "", nil, err
	}
	typed, ok := kinds[head.APIVersion+" "+head.Kind]
	if !ok {
		return "", nil, fmt.Errorf("no type for %s %s", head.APIVersion, head.Kind)
	}
	if err := fits(head.APIVersion+" "+head.Kind, document); err != nil {
		return "", nil, err
	}
	object = typed()
	if err := yaml.UnmarshalStrict([]byte(document), object); err != nil {
		return "", nil, err
	}
	return head.Kind + "/" + head.Metadata.Name, object, nil
}

func find[T any](t *testing.T, in map[string]any, key string) T {
	t.Helper()
	object, ok := in[key].(T)
	if !ok {
		t.Fatalf("no %s among %q", key, slices.Sorted(maps.Keys(in)))
	}
	return object
}
