// Checks a log of Netralitas, and a receipt, with Go's own tlog and note: verify-log LOG-FOLDER LOG-KEY WITNESS-KEY [RECEIPT]
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
}

func check(holds bool, what string) {
	if !holds {
		must(fmt.Errorf("%s", what))
	}
	fmt.Println("OK  ", what)
}

// cosigner verifies cosignature/v1, which note.NewVerifier does not know: 8 bytes of time, then Ed25519 over time and text.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(c.key, append([]byte(head), msg...), sig[8:])
}

func newCosigner(vkey string) cosigner {
	parts := strings.SplitN(vkey, "+", 3)
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	must(err)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	must(err)
	return cosigner{parts[0], uint32(hash), ed25519.PublicKey(key[1:])}
}

// open verifies a checkpoint: signed by log and witness.
func open(text []byte, log note.Verifier, witness cosigner) tlog.Tree {
	opened, err := note.Open(text, note.VerifierList(log, witness))
	must(err)
	check(len(opened.Sigs) == 2, fmt.Sprintf("checkpoint is signed by %d of 2 known keys", len(opened.Sigs)))
	// tlog.ParseTree insists on the first line of Go's own log.
	lines := strings.Split(opened.Text, "\n")
	check(lines[0] == log.Name(), "checkpoint is of "+lines[0])
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

// entries reads all bundles. tlog.TileHashReader is not used: before x/mod 0.40.0 it returns tiles that it did not authenticate.
func entries(folder string, size int64) [][]byte {
	var all [][]byte
	for n := int64(0); n*256 < size; n++ {
		tile := tlog.Tile{H: 8, L: -1, N: n, W: 256}
		if left := size - n*256; left < 256 {
			tile.W = int(left)
		}
		path := "tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/data/")
		bundle, err := os.ReadFile(filepath.Join(folder, path))
		must(err)
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			all = append(all, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	return all
}

func rebuild(all [][]byte) tlog.Hash {
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, at := range indexes {
			hashes[i] = stored[at]
		}
		return hashes, nil
	})
	for n, entry := range all {
		hashes, err := tlog.StoredHashes(int64(n), entry, read)
		must(err)
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(int64(len(all)), read)
	must(err)
	return root
}

// receipt checks a tlog-proof whose extra is entry, nonce and record.
func receipt(file string, log note.Verifier, witness cosigner) {
	text, err := os.ReadFile(file)
	must(err)
	head, checkpoint, _ := bytes.Cut(text, []byte("\n\n"))
	tree := open(checkpoint, log, witness)
	lines := strings.Split(string(head), "\n")
	check(lines[0] == "c2sp.org/tlog-proof@v1", "receipt is a tlog-proof")
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	must(err)
	entry, nonce, record := extra[:48], extra[48:80], extra[80:]
	mac := hmac.New(sha256.New, nonce)
	mac.Write(record)
	check(hmac.Equal(mac.Sum(nil), entry[16:]), "record and nonce open the entry's commitment")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(err)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		must(err)
		proof = append(proof, hash)
	}
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
	check(true, fmt.Sprintf("entry %d of %d is in the log", index, tree.N))
	fmt.Print(string(record))
}

func main() {
	log, err := note.NewVerifier(os.Args[2])
	must(err)
	witness := newCosigner(os.Args[3])
	text, err := os.ReadFile(filepath.Join(os.Args[1], "checkpoint"))
	must(err)
	tree := open(text, log, witness)
	all := entries(os.Args[1], tree.N)
	check(int64(len(all)) == tree.N && rebuild(all) == tree.Hash, fmt.Sprintf("the root of all %d entries is the signed one: %s", tree.N, tree.Hash))
	if len(os.Args) > 4 {
		receipt(os.Args[4], log, witness)
	}
}
