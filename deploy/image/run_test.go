package image

import (
	"archive/tar"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

// container stands for one: the image's own files as the root of a process without
// rights, which can write nowhere in it. Where this test runs as root that is a chroot
// and the image's user; elsewhere the folder it starts in, and whoever runs the test.
type container struct {
	entry []string
	env   []string
	top   string
	how   *syscall.SysProcAttr
}

func contained(t *testing.T, img v1.Image, env ...string) container {
	t.Helper()
	file, err := img.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	top := filepath.Join(t.TempDir(), "root")
	unpack(t, img, top)
	c := container{entry: slices.Clone(file.Config.Entrypoint), env: append(file.Config.Env, env...), top: top}
	if os.Getuid() != 0 {
		c.entry[0] = filepath.Join(top, c.entry[0])
		return c
	}
	var uid, gid uint32
	if _, err := fmt.Sscanf(file.Config.User, "%d:%d", &uid, &gid); err != nil {
		t.Fatal(err)
	}
	c.how = &syscall.SysProcAttr{Chroot: top, Credential: &syscall.Credential{Uid: uid, Gid: gid}}
	return c
}

// unpack lays an image's files out, in a folder that nobody may write to.
func unpack(t *testing.T, img v1.Image, top string) {
	t.Helper()
	if err := os.Mkdir(top, 0o755); err != nil {
		t.Fatal(err)
	}
	packed := mutate.Extract(img)
	defer packed.Close()
	r := tar.NewReader(packed)
	for h, err := r.Next(); err != io.EOF; h, err = r.Next() {
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err == nil {
			err = os.WriteFile(filepath.Join(top, h.Name), b, h.FileInfo().Mode())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(top, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(top, 0o755) })
}

// command is one process in the container.
func (c container) command(t *testing.T, args ...string) *exec.Cmd {
	run := exec.CommandContext(t.Context(), c.entry[0], append(c.entry[1:], args...)...)
	run.Env, run.SysProcAttr, run.Dir = c.env, c.how, "/"
	if c.how == nil {
		run.Dir = c.top
	}
	return run
}

// health runs the image's own health check and returns its exit status.
func (c container) health(t *testing.T, check []string) int {
	t.Helper()
	run := c.command(t, check[1:]...)
	if err := run.Run(); run.ProcessState == nil {
		t.Fatal(err)
	}
	return run.ProcessState.ExitCode()
}

// TestHealthCheckTellsReady starts the image's program, and asks by its own health
// check: before it is there, when it is ready, when it was told to stop and serves on
// for a while (as it does with a Redis), and when it is gone.
func TestHealthCheckTellsReady(t *testing.T) {
	img := assembled(t, builder(t))
	file, err := img.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	check := file.Config.Healthcheck.Test
	if len(check) < 3 || check[0] != "CMD" || check[1] != file.Config.Entrypoint[0] {
		t.Fatalf("the health check %q is not the bot's own: there is no shell to run it", check)
	}
	check = check[1:]
	c := contained(t, img, "LISTEN_ADDR="+free(t), "BOT_LAME_DUCK=60s", "REDIS_URL=redis://"+redis(t))
	if status := c.health(t, check); status == 0 {
		t.Error("healthy before it was started")
	}
	bot := c.command(t)
	var said strings.Builder
	bot.Stdout, bot.Stderr = &said, &said
	if err := bot.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan error, 1)
	go func() { gone <- bot.Wait() }()
	until := func(healthy bool) {
		t.Helper()
		for (c.health(t, check) == 0) != healthy {
			select {
			case err := <-gone:
				t.Fatalf("it is gone (%v) and never was healthy=%v; it said:\n%s", err, healthy, said.String())
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
	until(true)
	if err := bot.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(false)
	if err := bot.Process.Kill(); err != nil {
		t.Errorf("it was gone before it said that it was not ready: %v", err)
	}
	<-gone
	if status := c.health(t, check); status == 0 {
		t.Error("healthy after it was gone")
	}
	if names := listed(t, c.top); !slices.Equal(names, []string{"LICENSE", "LICENSES-LINKED.txt", "NOTICE", "bot"}) {
		t.Errorf("the root holds %q after it ran; it said:\n%s", names, said.String())
	}
}

// redis starts one that keeps what it accepts, as the bot wants it, and returns its
// address.
func redis(t *testing.T) string {
	t.Helper()
	addr := free(t)
	_, port, _ := strings.Cut(addr, ":")
	server := exec.CommandContext(t.Context(), "redis-server", "--bind", "127.0.0.1", "--port", port,
		"--save", "", "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction")
	server.Dir = t.TempDir()
	if err := server.Start(); err != nil {
		t.Fatalf("%v (make image-test installs what is missing)", err)
	}
	t.Cleanup(func() { _ = server.Wait() }) // the test's context ends it
	return addr
}

// free is an address of this machine at which nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func listed(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestBotSaysItsVersion: the one that was given to the build.
func TestBotSaysItsVersion(t *testing.T) {
	out, err := contained(t, assembled(t, builder(t))).command(t, "version").CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "brouillon "+version {
		t.Errorf("version says %q, %v", out, err)
	}
}
