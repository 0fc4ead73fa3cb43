#!/bin/sh
# part-of-a-core.sh PERCENT COMMAND…: runs a command that gets at most so much of one core (Linux, root).
# So a server can be the first to give out where the load that is put on it needs more of the machine than itself.
set -e
percent=$1
shift
period=10000
quota=$((period * percent / 100))
if [ -d /sys/fs/cgroup/cpu ]; then
  group=/sys/fs/cgroup/cpu/fieldfolio-bench
  mkdir -p "$group"
  echo $period > "$group/cpu.cfs_period_us"
  echo $quota > "$group/cpu.cfs_quota_us"
else
  group=/sys/fs/cgroup/fieldfolio-bench
  mkdir -p "$group"
  echo "$quota $period" > "$group/cpu.max"
fi
echo $$ > "$group/cgroup.procs"
exec "$@"
