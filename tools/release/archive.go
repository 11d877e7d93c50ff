package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// paper is a file of an archive.
type paper struct {
	name string // with slashes, below the archive's one folder
	mode fs.FileMode
	body []byte
}

// tarball packs files for systems that keep modes; they are nobody's in particular.
func tarball(folder string, papers []paper, at time.Time) ([]byte, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(z)
	for _, p := range papers {
		h := tar.Header{Name: folder + "/" + p.name, Mode: int64(p.mode), Size: int64(len(p.body)), ModTime: at, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(&h); err != nil {
			return nil, err
		}
		if _, err := w.Write(p.body); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	err = z.Close()
	return packed.Bytes(), err
}

// zipped packs files for Windows.
func zipped(folder string, papers []paper, at time.Time) ([]byte, error) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, p := range papers {
		h := zip.FileHeader{Name: folder + "/" + p.name, Method: zip.Deflate, Modified: at}
		h.SetMode(p.mode)
		w, err := z.CreateHeader(&h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.body); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return packed.Bytes(), err
}

// sums writes SHA256SUMS over some files of a folder, as sha256sum -c reads it.
func sums(folder string, names []string) error {
	var all strings.Builder
	for _, name := range slices.Sorted(slices.Values(names)) {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&all, "%x  %s\n", sha256.Sum256(b), name)
	}
	return os.WriteFile(filepath.Join(folder, "SHA256SUMS"), []byte(all.String()), 0o644)
}
