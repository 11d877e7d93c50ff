package discord

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// allowed is what Discord's documentation says of permissions, line by line, as slow
// and plain as it stands there: compute_base_permissions, then compute_overwrites.
func allowed(g guild, person snowflake, m member, in channel) permissions {
	base := func() permissions {
		if g.Owner == person {
			return allPermissions
		}
		named := map[snowflake]role{}
		for _, r := range g.Roles {
			named[r.ID] = r
		}
		p := named[g.ID].Permissions // @everyone
		for _, id := range m.Roles {
			p |= named[id].Permissions
		}
		if p&administrator == administrator {
			return allPermissions
		}
		return p
	}
	p := base()
	if p&administrator == administrator {
		return allPermissions
	}
	find := func(kind int, id snowflake) (overwrite, bool) {
		at := slices.IndexFunc(in.Overwrites, func(o overwrite) bool { return o.Type == kind && o.ID == id })
		if at < 0 {
			return overwrite{}, false
		}
		return in.Overwrites[at], true
	}
	if o, ok := find(overwriteRole, g.ID); ok {
		p &= ^o.Deny
		p |= o.Allow
	}
	var allow, deny permissions
	for _, id := range m.Roles {
		if o, ok := find(overwriteRole, id); ok && id != g.ID {
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	p &= ^deny
	p |= allow
	if o, ok := find(overwriteMember, person); ok {
		p &= ^o.Deny
		p |= o.Allow
	}
	return p
}

// somePermissions are few bits, so that they meet often.
func somePermissions() *rapid.Generator[permissions] {
	return rapid.Custom(func(t *rapid.T) permissions {
		var p permissions
		for _, one := range []permissions{administrator, manageServer, viewChannel, readHistory, sendMessages} {
			if rapid.IntRange(0, 4).Draw(t, "bit") == 0 {
				p |= one
			}
		}
		return p
	})
}

// TestPermissionsAreDiscords: whoever is in a server, whatever a channel changes.
func TestPermissionsAreDiscords(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ids := []snowflake{"1", "2", "3", "4"} // 1 is the server and @everyone; a person may be called as a role is
		g := guild{ID: "1", Owner: rapid.SampledFrom([]snowflake{"2", "9"}).Draw(t, "owner")}
		for _, id := range ids {
			g.Roles = append(g.Roles, role{ID: id, Permissions: somePermissions().Draw(t, "role")})
		}
		m := member{Roles: rapid.SliceOfDistinct(rapid.SampledFrom(ids[1:]), rapid.ID).Draw(t, "roles")}
		person := rapid.SampledFrom([]snowflake{"2", "7"}).Draw(t, "person")
		in := channel{ID: "5"}
		for _, kind := range []int{overwriteRole, overwriteMember} {
			for _, id := range append([]snowflake{person}, ids...) {
				known := slices.ContainsFunc(in.Overwrites, func(o overwrite) bool { return o.ID == id && o.Type == kind })
				if !known && rapid.Bool().Draw(t, "changed") {
					in.Overwrites = append(in.Overwrites, overwrite{id, kind, somePermissions().Draw(t, "allow"), somePermissions().Draw(t, "deny")})
				}
			}
		}
		in.Overwrites = rapid.Permutation(in.Overwrites).Draw(t, "order")
		if got, want := g.permits(person, m, in), allowed(g, person, m, in); got != want {
			t.Fatalf("permits %b, Discord %b", got, want)
		}
	})
}

// TestPermissionsAsTheyCome: digits in a string, of 64 bits.
func TestPermissionsAsTheyCome(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]permissions{`""`: 0, `"0"`: 0, `"1099511627775"`: 1<<40 - 1, `"18446744073709551615"`: allPermissions} {
		var p permissions
		if err := p.UnmarshalJSON([]byte(raw)); err != nil || p != want {
			t.Errorf("%s: %d, %v", raw, p, err)
		}
	}
	for _, raw := range []string{`1`, `"-1"`, `"x"`, `"18446744073709551616"`, `{}`} {
		var p permissions
		if p.UnmarshalJSON([]byte(raw)) == nil {
			t.Errorf("%s passes as %d", raw, p)
		}
	}
}
