// Package webtest drives the workbench in a real browser, as a person would. It
// needs only an address, so that it runs against the handlers in their own tests
// and against the whole bot in its end-to-end test.
package webtest
