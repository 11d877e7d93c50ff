package test

import (
	"os"
	"strings"
	"testing"

	"helm.sh/helm/v4/pkg/chart/common"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// TestRestorePodIsAsRedis: the pod in which docs/operations.md restores a copy mounts the volume
// of the bundled Redis, is the same Redis as the same user, and may run where that may.
func TestRestorePodIsAsRedis(t *testing.T) {
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "kubectl apply -f - <<'END'\n")
	manifest, _, found := strings.Cut(rest, "\nEND\n")
	if !found {
		t.Fatal("docs/operations.md has no pod in which a copy is restored")
	}
	var p corev1.Pod
	if err := yaml.UnmarshalStrict([]byte(manifest), &p); err != nil {
		t.Fatal(err)
	}
	restricted(t, pod{owner: "docs/operations.md", PodTemplateSpec: corev1.PodTemplateSpec{ObjectMeta: p.ObjectMeta, Spec: p.Spec}})

	files, err := renderAs(common.ReleaseOptions{Name: "brouillon", Namespace: "marketing", Revision: 1, IsInstall: true}, ``)
	if err != nil {
		t.Fatal(err)
	}
	redis := find[*appsv1.StatefulSet](t, decoded(t, files), "StatefulSet/brouillon-redis")
	as, is := redis.Spec.Template.Spec.SecurityContext, p.Spec.SecurityContext
	if *is.RunAsUser != *as.RunAsUser || *is.RunAsGroup != *as.RunAsGroup || *is.FSGroup != *as.FSGroup {
		t.Errorf("it runs as %v, and Redis as %v: one of them cannot read what the other wrote", is, as)
	}
	if want, _, _ := strings.Cut(redis.Spec.Template.Spec.Containers[0].Image, "@"); p.Spec.Containers[0].Image != want {
		t.Errorf("it is %s, and Redis %s", p.Spec.Containers[0].Image, want)
	}
	claim := p.Spec.Volumes[0].PersistentVolumeClaim.ClaimName
	if want := redis.Spec.VolumeClaimTemplates[0].Name + "-" + redis.Name + "-0"; claim != want {
		t.Errorf("it mounts %s, and Redis %s", claim, want)
	}
}
