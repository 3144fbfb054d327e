#!/bin/sh
# Becomes a server of the local stack, after writing its own pid into the pid file. Written by the
# process itself, so that there is no moment at which it runs without being listed.
#   child.sh NAME PID-FILE COMMAND...
set -eu
name=$1
pids=$2
shift 2
read -r stat < "/proc/$$/stat"
# The 22nd field is when the process started, in clock ticks since boot: with it a pid that the
# system has given to somebody else in the meantime is told from ours. Fields are counted from
# behind the command's closing bracket, as a command may contain blanks.
ticks=$(set -- ${stat##*) } && shift 19 && echo "$1")
echo "$name $$ $ticks" >> "$pids"
exec "$@"
