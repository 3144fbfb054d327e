#!/bin/sh
# Stops the servers listed in a pid file, in the order that loses nothing: what uses Kafka and
# PostgreSQL first, then those two. Does nothing for a pid that is not ours any more.
#   stop.sh PID-FILE         now
#   stop.sh PID-FILE reaper  once standard input ends, that is once the launcher is gone for any reason
set -u
pids=$1

if [ "${2:-}" = reaper ]; then
    trap '' HUP INT TERM
    cat > /dev/null
fi

[ -s "$pids" ] || exit 0
# Pids of an earlier boot are somebody else's.
[ "boot $(cat /proc/sys/kernel/random/boot_id)" = "$(head -n 1 "$pids")" ] || exit 0

alive() { # PID TICKS
    stat=
    { read -r stat < "/proc/$1/stat"; } 2> /dev/null
    [ -n "$stat" ] || return 1
    ticks=$2
    set -- ${stat##*) }
    [ "$1" != Z ] && [ "${20}" = "$ticks" ]
}

# Prints "PID TICKS" of each living process of a wave.
living() { # WAVE
    while read -r name pid ticks; do
        case "$1:$name" in
            *:boot | *:launcher | *:reaper) continue ;;
            kafka:kafka | postgres:postgres) ;;
            users:kafka | users:postgres) continue ;;
            users:*) ;;
            *) continue ;;
        esac
        alive "$pid" "$ticks" && echo "$pid $ticks"
    done < "$pids"
}

# Sends a signal to a wave and waits until it is gone.
wave() { # WAVE SIGNAL SECONDS
    tenths=$(($3 * 10))
    for pid in $(living "$1" | cut -d' ' -f1); do
        kill -s "$2" "$pid" 2> /dev/null
        # A frozen process takes the signal only once it goes on.
        kill -s CONT "$pid" 2> /dev/null
    done
    while [ -n "$(living "$1")" ] && [ "$tenths" -gt 0 ]; do
        sleep 0.2
        tenths=$((tenths - 2))
    done
}

wave users TERM 15
wave users KILL 5
wave kafka TERM 15
wave kafka KILL 5
# PostgreSQL: INT is its fast shutdown, QUIT its immediate one, which still ends every backend.
wave postgres INT 20
wave postgres QUIT 5
wave postgres KILL 5
exit 0
