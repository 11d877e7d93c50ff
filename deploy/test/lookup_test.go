package test

import (
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"helm.sh/helm/v4/pkg/chart/common"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
)

// cluster has Secrets, of which `lookup` finds one by its name: "marketing/ink-brouillon-redis".
type cluster struct {
	dynamic.NamespaceableResourceInterface // nil: nothing else is asked of it
	namespace                              string
	passwords                              map[string]string
}

func (c cluster) GetClientFor(string, string) (dynamic.NamespaceableResourceInterface, bool, error) {
	return c, true, nil
}

func (c cluster) Namespace(name string) dynamic.ResourceInterface {
	c.namespace = name
	return c
}

func (c cluster) Get(_ context.Context, name string, _ metav1.GetOptions, _ ...string) (*unstructured.Unstructured, error) {
	password, ok := c.passwords[c.namespace+"/"+name]
	if !ok {
		return nil, apierrors.NewNotFound(corev1.Resource("secrets"), name)
	}
	return &unstructured.Unstructured{Object: map[string]any{
		"data": map[string]any{"password": base64.StdEncoding.EncodeToString([]byte(password))},
	}}, nil
}

// TestThePasswordOfRedisIsKept: an update, or installing again, writes the password that is there
// already, without which Redis' data is nobody's; and another release's is not taken.
func TestThePasswordOfRedisIsKept(t *testing.T) {
	for name, updating := range map[string]bool{"an update": true, "installed again": false} {
		release := common.ReleaseOptions{Name: "ink", Namespace: "marketing", Revision: 2, IsInstall: !updating, IsUpgrade: updating}
		there := cluster{passwords: map[string]string{"marketing/ink-brouillon-redis": "sesame"}}
		for in, kept := range map[string]bool{"marketing": true, "sales": false} {
			release.Namespace = in
			files, err := renderIn(there, release, ``)
			if err != nil {
				t.Fatal(err)
			}
			secret := find[*corev1.Secret](t, decoded(t, files), "Secret/ink-brouillon-redis")
			if password := string(secret.Data["password"]); (password == "sesame") != kept || strings.TrimSpace(password) == "" {
				t.Errorf("%s in %s: the password is %q", name, in, password)
			}
		}
	}
}
