package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// start runs the bot as a newcomer does, without any configuration, and returns
// the address it prints.
func start(ctx context.Context, bot string) (address string, stop func(), err error) {
	ctx, cancel := context.WithCancel(ctx)
	run := exec.CommandContext(ctx, bot)
	run.Env = []string{"LISTEN_ADDR=127.0.0.1:0", "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	run.Cancel = func() error { return run.Process.Signal(os.Interrupt) }
	run.Stderr = os.Stderr
	said, err := run.StdoutPipe()
	if err != nil {
		cancel()
		return "", nil, err
	}
	if err := run.Start(); err != nil {
		cancel()
		return "", nil, err
	}
	stop = func() { cancel(); _ = run.Wait() }
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if _, at, ok := strings.Cut(lines.Text(), "http://"); ok {
			return "http://" + at, stop, nil
		}
	}
	stop()
	return "", nil, fmt.Errorf("%s did not say where it is", bot)
}
