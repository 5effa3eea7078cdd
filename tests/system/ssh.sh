#!/bin/sh
# ssh.sh ANTEROOM DOC CONTENT: thin terminals. A real sshd, with Debian's own configuration and the
# snippet of the folder DOC; a hundred readers at once; everything else that a client may ask for is
# refused. What it measures it prints.
#
# ANTEROOM_SYSTEM is the folder that `./dev test system` unpacked openssh-server, openssh-sftp-server
# and libwrap0 into. All happens in namespaces of its own: users, files, processes, the port. Where
# these cannot be had: exit 77 (skipped), with the reason. Leaves nothing behind.
set -u
READERS=${READERS:-100}

skip() {
	echo "ssh: skipped: $*" >&2
	exit 77
}

if [ "$1" != --inside ]; then
	[ -n "${ANTEROOM_SYSTEM:-}" ] || skip "only by ./dev test system"
	[ "$(id -u)" -eq 0 ] || skip "not root, and a user of its own is needed"
	for tool in unshare ip script ssh sftp scp ssh-keygen ssh-keyscan useradd ps pkill; do
		command -v $tool >/dev/null || skip "no $tool"
	done
	[ -x "$ANTEROOM_SYSTEM/usr/sbin/sshd" ] || skip "no sshd in $ANTEROOM_SYSTEM"
	tmp=$(mktemp -d)
	trap 'rm -rf "$tmp"' EXIT
	trap 'exit 1' INT TERM HUP
	unshare --mount --pid --net true 2>/dev/null || skip "no namespaces"
	# Ends all in it, whatever happens.
	unshare --mount --pid --net --fork --kill-child --mount-proc sh "$0" --inside "$tmp" "$@"
	exit
fi

# --- inside ----------------------------------------------------------------------------------------

tmp=$2
program=$3
doc=$4
content=$5

failed() {
	echo "ssh: failed: $*" >&2
	tail -n 30 "$tmp/sshd.log" >&2
	exit 1
}

# The machine as it would be with the server installed: what is written here, nobody else sees.
prepare() {
	mount -t tmpfs tmpfs "$tmp"
	chmod 755 "$tmp"
	mkdir "$tmp/etc" "$tmp/work"
	mount -t overlay -o "lowerdir=$ANTEROOM_SYSTEM/usr:/usr" overlay /usr 2>/dev/null ||
		skip "no overlays"
	mount -t overlay overlay /etc \
		-o "lowerdir=$ANTEROOM_SYSTEM/etc:/etc,upperdir=$tmp/etc,workdir=$tmp/work"
	mount -t tmpfs tmpfs /run
	mount -t tmpfs tmpfs /usr/local
	mkdir -p /run/sshd /etc/ssh/sshd_config.d /usr/local/bin /usr/local/share/anteroom
	cp "$program" /usr/local/bin/anteroom
	cp -r "$content" /usr/local/share/anteroom/content
	chmod -R a+rX /usr/local
	ip link set lo up
	useradd --system --home-dir /run/sshd --shell /usr/sbin/nologin sshd 2>/dev/null
	cp /usr/share/openssh/sshd_config /etc/ssh/sshd_config
	rm -f /etc/ssh/ssh_host_*
	ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
}

# The steps of doc/kiosk.md.
follow_the_guide() {
	useradd --system --no-create-home --home-dir / --shell /bin/sh anteroom
	sed 's,@bindir@,/usr/local/bin,' "$doc/anteroom-sshd.conf.in" \
		>/etc/ssh/sshd_config.d/anteroom.conf
	ssh-keygen -q -t ed25519 -N '' -C 'terminal 1' -f "$tmp/terminal-1"
	cat "$tmp/terminal-1.pub" >>/etc/ssh/anteroom_keys
	/usr/sbin/sshd -t || failed "the configuration is not sound"
}

OPTIONS="-F /dev/null -i $tmp/terminal-1 -o IdentitiesOnly=yes -o BatchMode=yes"
OPTIONS="$OPTIONS -o UserKnownHostsFile=$tmp/known -o StrictHostKeyChecking=yes -o LogLevel=ERROR"

ms() {
	read -r up rest </proc/uptime
	echo "${up%.*}${up#*.}0"
}

# within SECONDS COMMAND...: the command holds before that time has passed.
within() {
	end=$(($(ms) + $1 * 1000))
	shift
	until "$@"; do
		[ "$(ms)" -lt $end ] || return 1
		sleep 0.05
	done
}

server_listens() {
	ssh-keyscan -t ed25519 localhost >"$tmp/known" 2>/dev/null && [ -s "$tmp/known" ]
}

# client N COMMAND...: a terminal of 80 x 24, whose screen goes to a file; nobody presses a key, but
# for what is written to the pipe `keys`.
client() {
	number=$1
	shift
	TERM=xterm-256color script -q -e -c \
		"stty rows 24 cols 80; exec ssh -tt $OPTIONS anteroom@localhost $*" \
		/dev/null <"$tmp/keys" >"$tmp/screen.$number" 2>&1 &
}

shows() { # TEXT, NUMBER OF SCREENS
	[ "$(grep -l "$1" "$tmp"/screen.* 2>/dev/null | wc -l)" -ge "$2" ]
}

theirs() {
	ps -u anteroom -o pid= -o comm=
}

nobody_is_left() {
	[ -z "$(theirs)" ]
}

# Kilobytes of the processes with this name and user.
pss() { # COMM USER
	for pid in $(ps -C "$1" -o pid=,user= | awk -v user="$2" '$2 == user { print $1 }'); do
		cat "/proc/$pid/smaps_rollup"
	done | awk -v field="$3:" '$1 == field { kb += $2 } END { print kb + 0 }'
}

prepare
follow_the_guide
/usr/sbin/sshd -E "$tmp/sshd.log"
within 10 server_listens || failed "the server does not listen"
mkfifo "$tmp/keys"
exec 9<>"$tmp/keys"

# Other users go on as before.
/usr/sbin/sshd -T -C user=root,host=localhost,addr=127.0.0.1 | grep -q '^forcecommand none' ||
	failed "others are forced, too"

# --- a hundred at once ---
before=$(ms)
for n in $(seq "$READERS"); do
	client "$n"
done
within 120 shows 'go on in this language' "$READERS" || {
	for n in $(seq "$READERS"); do
		grep -q 'go on in this language' "$tmp/screen.$n" || cat "$tmp/screen.$n"
	done >&2
	failed "not all of $READERS see the first screen"
}
took=$(($(ms) - before))
grep -q 'drop connection' "$tmp/sshd.log" && failed "some were turned away"
echo "ok: $READERS at once see the first screen, the last one after $took ms"

[ "$(theirs | grep -vcE ' (anteroom|sshd)$')" -eq 0 ] || failed "there is something else: $(theirs)"
readers=$(pss anteroom anteroom Pss)
private=$(pss anteroom anteroom Private_Dirty)
servers=$(($(pss sshd anteroom Pss) + $(pss sshd root Pss)))
echo "memory of a session: $((readers / READERS)) kB for the reader ($((private / READERS)) kB written by" \
	"it alone), $((servers / READERS)) kB for sshd; $((1048576 * READERS / (readers + servers))) a GiB"

pkill -KILL -x ssh || failed "no client to kill"
before=$(ms)
within 2 nobody_is_left || failed "two seconds after its clients were killed: $(theirs)"
echo "ok: all clients killed; nothing is left of them after $(($(ms) - before)) ms"
rm -f "$tmp"/screen.*
wait_for_scripts() { [ -z "$(ps -C script -o pid=)" ]; }
within 10 wait_for_scripts

# --- what else a client may ask for ---
client 1 sh -c id
within 30 shows 'go on in this language' 1 || failed "a command brings no first screen"
! grep -q 'uid=' "$tmp/screen.1" || failed "a command is carried out"
echo "ok: a command is not heard"
printf '\r' >"$tmp/keys"
within 10 shows 'Press Enter to begin' 1 || failed "Enter does nothing"
echo "ok: Enter goes on"
pkill -KILL -x ssh
within 2 nobody_is_left || failed "left: $(theirs)"

# refused NAME COMMAND...: it fails, and says neither who one is nor that a server answered.
refused() {
	name=$1
	shift
	timeout 20 "$@" >"$tmp/said" 2>&1 </dev/null
	status=$?
	if [ $status -eq 0 ] || [ $status -eq 124 ] || grep -qE 'uid=|SSH-2.0|root:' "$tmp/said"; then
		cat "$tmp/said" >&2
		failed "$name: exit status $status"
	fi
	within 2 nobody_is_left || failed "$name: left: $(theirs)"
	echo "ok: refused: $name"
}
# shellcheck disable=SC2086
{
	refused 'a command without a terminal' ssh $OPTIONS anteroom@localhost 'id; cat /etc/passwd'
	echo 'get /etc/passwd' >"$tmp/batch"
	refused 'sftp' sftp $OPTIONS -b "$tmp/batch" anteroom@localhost
	refused 'scp' scp $OPTIONS anteroom@localhost:/etc/passwd "$tmp/copy"
	refused 'scp as it was' scp -O $OPTIONS anteroom@localhost:/etc/passwd "$tmp/copy"
	refused 'a port of the server' ssh $OPTIONS -W localhost:22 anteroom@localhost
	refused 'a port at the server' ssh $OPTIONS -N -o ExitOnForwardFailure=yes -R 2222:localhost:22 \
		anteroom@localhost
	refused 'a network' ssh $OPTIONS -N -o ExitOnForwardFailure=yes -w any anteroom@localhost
	refused 'a password' ssh $OPTIONS -o PubkeyAuthentication=no anteroom@localhost
}
[ ! -e "$tmp/copy" ] || failed "a file was copied"
[ "$(ps -C sshd -o pid= | wc -l)" -eq 1 ] || failed "servers are left"
