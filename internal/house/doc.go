// Package house holds no code. Its tests keep the house as it was drawn: who may
// import what (walls_test.go), which names stay in which rooms (names_test.go),
// that everything exported says what it is (comments_test.go), and that the tree
// stays readable (files_test.go). A test that fails says which wall was broken;
// if the wall is wrong, move it in a commit of its own that says why.
package house
