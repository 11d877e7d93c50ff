package copilot

import (
	"crypto/aes"
	"crypto/cipher"
)

// Box closes values up under a key of 32 bytes, so that nobody else can read or make one:
// AES-256-GCM, each with a nonce of its own in it.
func Box(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // only of a key of another size: no input reaches this
	}
	box, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // only of another cipher: no input reaches this
	}
	return box
}
