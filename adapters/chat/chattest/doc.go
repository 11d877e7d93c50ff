// Package chattest is what the tests of all chat adapters stand on: the real core on
// a store inside the process, with a clock that is told what time it is, a writer
// that writes what it was told to, and a queue and a memory that may be down. What
// is in front of it, an adapter and its fake platform, the tests of an adapter bring.
package chattest
