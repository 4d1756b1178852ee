# Runs one process of the suite and ends it when the AppHost ends, however that happens.
#   bash -c THIS supervise STOP-SIGNAL GRACE-SECONDS COMMAND [ARGUMENT...]
# bash, because dash keeps no environment variable whose name is no identifier, such as ConnectionStrings__pledges-db.
# Standard input is a pipe that only the AppHost holds open: end of file means that it has ended, or wants this process to end.
# The first line of output is the process id; all further output is the command's.
stop=$1
grace=$2
shift 2
exec 3<&0 </dev/null
trap : HUP INT TERM

# A session of its own, so that Ctrl-C on the terminal reaches only the AppHost and what the command starts can be ended with it.
# If this shell is killed, the kernel kills the command. (The same request made by the AppHost would be bound to one of its threads.)
setsid setpriv --pdeathsig KILL -- "$@" 2>&1 3<&- &
child=$!
echo "$child"
exec 2>/dev/null

started() {
    # The 20th field after the command's name in parentheses: with the process id, it names a process once and for all.
    { read -r line < "/proc/$1/stat"; } 2>/dev/null || return 1
    set -- ${line##*) }
    case $1 in Z | X) return 1 ;; esac
    echo "${20}"
}
born=$(started "$child")

alive() {
    # Empty when the command had ended before anyone could look.
    [ -n "$born" ] && [ "$(started "$child")" = "$born" ]
}

end() {
    alive || return
    kill -s "$stop" "$child"
    left=$((grace * 10))
    while [ "$left" -gt 0 ] && alive; do
        sleep 0.1
        left=$((left - 1))
    done
    alive && kill -s KILL -- "-$child"
}

(
    trap '' HUP INT TERM
    while read -r _ <&3; do :; done
    end
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-

# Without the watcher nobody would see the AppHost end, so then the command ends at once.
while alive; do
    wait -n "$child" "$watcher"
    kill -0 "$watcher" 2>/dev/null || end >/dev/null 2>&1
done
wait "$child"
code=$?
kill -s KILL -- "-$child"
kill -s KILL "$watcher"
exit "$code"
