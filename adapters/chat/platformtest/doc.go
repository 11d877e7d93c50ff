// Package platformtest is what fake platforms have in common, whatever chat they
// are: waiting for what an app does, cutting connections, looking through JSON, and
// a test that may go red so that a fake's own tests can see it do so. It knows
// nothing of any platform, nor of the app.
package platformtest
