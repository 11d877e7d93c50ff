-- Notes that the person knows that a job was given up. ARGV: job.
return redis.call('ZREM', untold, ARGV[1])
