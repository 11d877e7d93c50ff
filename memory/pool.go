package memory

// Pool is how the connections to Redis are, but for the one on which work is waited for.
type Pool struct {
	Busy, Idle             int    // now
	Hits, Misses, Timeouts uint64 // how they were had since the start: an idle one, a new one, none in time
}

// Pool looks at the connections of this store; it asks nobody.
func (s *Store) Pool() Pool {
	p := s.db.PoolStats()
	return Pool{
		Busy: int(p.TotalConns) - int(p.IdleConns), Idle: int(p.IdleConns),
		Hits: uint64(p.Hits), Misses: uint64(p.Misses), Timeouts: uint64(p.Timeouts),
	}
}
