#!/bin/sh
# unit.sh ANTEROOM DOC CONTENT: the kiosk's unit of the folder DOC, run for real: systemd as the
# first process of a container of its own, and real virtual consoles, whose cells are read back. Two
# consoles are used that nobody else has.
#
# Needs root, systemd, virtual consoles (/dev/tty0) and a cgroup of version 2; where one is missing:
# exit 77 (skipped), with the reason. Leaves nothing behind.
set -u

skip() {
	echo "unit: skipped: $*" >&2
	exit 77
}

# --- inside the container, as its first process ----------------------------------------------------

# What the host has is not seen but for its programs, and these cannot be written.
become_init() {
	root=$1
	mount --make-rprivate /
	mount -t tmpfs -o mode=755 tmpfs "$root"
	cd "$root" || exit 1
	mkdir -p usr etc/systemd/system etc/default dev proc sys run tmp var/lib old
	for link in bin sbin lib lib32 lib64; do
		[ ! -L "/$link" ] || cp -P "/$link" .
	done
	mount --rbind /usr usr
	mount -o remount,bind,ro usr
	mount -t tmpfs -o mode=755 tmpfs usr/local
	cp -r "$root.files"/. .
	mount -t proc proc proc
	mount --bind proc/sys proc/sys # the kernel is not the container's to set
	mount -o remount,bind,ro proc/sys
	mount -t sysfs -o ro sysfs sys
	mount -t cgroup2 cgroup2 sys/fs/cgroup || mount_cgroup_on_tmpfs
	mount -t tmpfs -o mode=755 tmpfs dev
	mkdir dev/pts dev/shm
	mount -t devpts -o newinstance,ptmxmode=666,mode=600 devpts dev/pts
	ln -s pts/ptmx dev/ptmx
	ln -s /proc/self/fd dev/fd
	for device in "null 1 3" "zero 1 5" "full 1 7" "random 1 8" "urandom 1 9" "tty 5 0" \
		"tty0 4 0" "$TTY1 4 ${TTY1#tty}" "$TTY2 4 ${TTY2#tty}"; do
		# shellcheck disable=SC2086
		mknod -m 666 dev/${device%% *} c ${device#* }
	done
	mknod -m 600 dev/console c 1 3
	: >etc/machine-id
	pivot_root . old && cd / && umount -l /old && rmdir /old
	exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=anteroom-test \
		SYSTEMD_UNIT_PATH=/etc/systemd/system \
		/lib/systemd/systemd --unit=waiting-room.target
}

# A kernel with a mixed hierarchy mounts nothing there by itself.
mount_cgroup_on_tmpfs() {
	mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup && mount -t cgroup2 cgroup2 sys/fs/cgroup
}

if [ "$1" = --init ]; then
	become_init "$2"
	exit 1
fi

# --- outside ------------------------------------------------------------------------------------

program=$1
doc=$2
content=$3
[ -n "${ANTEROOM_SYSTEM:-}" ] || skip "only by ./dev test system"
[ "$(id -u)" -eq 0 ] || skip "not root"
[ -x /lib/systemd/systemd ] || skip "no systemd"
[ -c /dev/tty0 ] || skip "no virtual consoles"
for tool in unshare nsenter perl; do
	command -v $tool >/dev/null || skip "no $tool"
done
# shellcheck disable=SC2034
cgroups=$(while read -r what where kind rest; do
	[ "$kind" != cgroup2 ] || echo "$where"
done </proc/mounts | head -n 1)
[ -n "$cgroups" ] || skip "no cgroup of version 2"
own_cgroup=$cgroups$(sed -n 's/^0:://p' /proc/self/cgroup)
TTY1=
TTY2=
for n in 61 60 59 58 57 56 55; do
	[ ! -c "/dev/tty$n" ] || [ -e "/dev/vcs$n" ] || { TTY1=$TTY2 TTY2=tty$n; }
	[ -z "$TTY1" ] || break
done
[ -n "$TTY1" ] || skip "no two consoles that are free"
export TTY1 TTY2

tmp=$(mktemp -d)
cgroup=$own_cgroup/anteroom-test-$$
outer=

# The processes are gone, their cgroup and the two consoles: VT_DISALLOCATE frees these.
# shellcheck disable=SC2317
is_left() {
	find "$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null
	for tty in "$TTY1" "$TTY2"; do
		perl -e 'ioctl(STDIN, 0x5608, int($ARGV[0]))' "${tty#tty}" </dev/tty0
		[ ! -e "/dev/vcs${tty#tty}" ] || return 1
	done
	[ ! -d "$cgroup" ]
}

# shellcheck disable=SC2317
cleanup() {
	[ -z "$outer" ] || kill -KILL "$outer" 2>/dev/null
	[ -z "$outer" ] || wait "$outer" 2>/dev/null
	tries=50
	until is_left || [ $tries -eq 0 ]; do
		tries=$((tries - 1))
		sleep 0.1
	done
	rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 1' INT TERM HUP
mkdir "$cgroup" 2>/dev/null || skip "no cgroup of its own"

# The files of the container: the program, the unit as it is installed, and what these need.
files=$tmp/root.files
mkdir -p "$tmp/root" "$files/etc/systemd/system" "$files/etc/default" "$files/usr/local/bin" \
	"$files/usr/local/libexec" "$files/usr/local/share/anteroom"
cp "$program" "$files/usr/local/bin/anteroom"
cp -r "$content" "$files/usr/local/share/anteroom/content"
units=$files/etc/systemd/system
sed 's,@bindir@,/usr/local/bin,; s,@libexecdir@,/usr/local/libexec,; s,@docdir@,/usr/local/share/doc,' \
	"$doc/anteroom-kiosk@.service.in" >"$units/anteroom-kiosk@.service"
cp "$doc/anteroom-kiosk.default" "$files/etc/default/anteroom-kiosk"
# The keys are those of the whole machine, and no business of a test.
echo '#!/bin/sh' >"$files/usr/local/libexec/anteroom-console"
chmod +x "$files/usr/local/libexec/anteroom-console"
printf 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n' >"$files/etc/passwd"
printf 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\n' >"$files/etc/group"
printf 'passwd: files systemd\ngroup: files systemd\n' >"$files/etc/nsswitch.conf"
cat >"$units/waiting-room.target" <<END
[Unit]
Wants=systemd-journald.service anteroom-kiosk@$TTY1.service anteroom-kiosk@$TTY2.service
END
# Of what a machine has and does at its start, only the log.
for unit in systemd-journald.service systemd-journald.socket systemd-journald-dev-log.socket \
	basic.target shutdown.target; do
	cp "/usr/lib/systemd/system/$unit" "$units"
done
printf '[Unit]\nDefaultDependencies=no\n' >"$units/sysinit.target"
# The watchdog of one console bites sooner.
mkdir "$units/anteroom-kiosk@$TTY1.service.d"
printf '[Service]\nWatchdogSec=2\n' >"$units/anteroom-kiosk@$TTY1.service.d/watchdog.conf"

sh -c 'echo $$ >"$1/cgroup.procs" && exec unshare --cgroup --mount --pid --ipc --uts --net \
	--fork --kill-child sh "$2" --init "$3"' - "$cgroup" "$0" "$tmp/root" \
	</dev/null >"$tmp/log" 2>&1 &
outer=$!

inside() {
	init=$(cat "/proc/$outer/task/$outer/children" 2>/dev/null)
	[ -n "$init" ] && nsenter -t "${init%% *}" -m -u -i -n -p -C -- "$@"
}

screen() {
	[ ! -e "/dev/vcsu${1#tty}" ] || tr -d '\000' <"/dev/vcsu${1#tty}"
}

failed() {
	echo "unit: failed: $*" >&2
	{
		cat "$tmp/log"
		inside systemctl --no-pager status "anteroom-kiosk@*"
		inside journalctl --no-pager -b
		screen "$TTY1" | fold -w 80
	} >&2
	exit 1
}

# within SECONDS COMMAND...: the command holds before that time has passed.
within() {
	tries=$(($1 * 20))
	shift
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		kill -0 "$outer" 2>/dev/null || return 1
		sleep 0.05
	done
}

shows() {
	screen "$1" | grep -q "$2"
}

property() {
	inside systemctl show -P "$2" "anteroom-kiosk@$1.service" 2>/dev/null
}

is() {
	[ "$(property "$1" "$2")" = "$3" ]
}

differs() {
	pid=$(property "$1" MainPID)
	[ "${pid:-0}" -ne 0 ] && [ "$pid" -ne "$2" ]
}

status_of() { # TTY FIELD: of the first process
	inside sed -n "s/^$2:[[:space:]]*//p" "/proc/$(property "$1" MainPID)/status"
}

ms() {
	read -r up rest </proc/uptime
	echo "${up%.*}${up#*.}0"
}

logs() {
	inside journalctl --no-pager -o cat -t anteroom | grep -q "$1"
}

press_enter() { # TTY
	perl -e 'my $key = "\n"; ioctl(STDIN, 0x5412, $key) or die "TIOCSTI: $!\n"' <"/dev/$1"
}

for tty in "$TTY1" "$TTY2"; do
	within 30 is "$tty" ActiveState active || failed "not active on $tty"
	within 10 shows "$tty" 'go on in this language' || failed "no first screen on $tty"
done
echo "ok: two consoles show the first screen"

within 5 is "$TTY1" SubState running || failed "not running"
uid=$(status_of "$TTY1" Uid | cut -f 1)
other=$(status_of "$TTY2" Uid | cut -f 1)
{ [ "$uid" -ge 61184 ] && [ "$uid" -le 65519 ]; } || failed "it runs as $uid"
[ "$uid" -ne "$other" ] || failed "both run as $uid"
[ "$(status_of "$TTY1" CapEff)" = 0000000000000000 ] || failed "it has capabilities"
[ "$(status_of "$TTY1" NoNewPrivs)" = 1 ] || failed "it may gain privileges"
[ "$(status_of "$TTY1" Seccomp)" = 2 ] || failed "no system call is forbidden"
echo "ok: users of their own ($uid, $other), without any right"

group=/sys/fs/cgroup$(property "$TTY1" ControlGroup)
for pid in $(inside cat "$group/cgroup.procs"); do
	name=$(inside cat "/proc/$pid/comm")
	[ "$name" = anteroom ] || failed "there is $name beside the reader"
done
echo "ok: nothing but the reader runs there"

press_enter "$TTY2" || failed "a key cannot be pressed"
within 5 shows "$TTY2" 'Press Enter to begin' || failed "Enter does nothing"
echo "ok: Enter goes on"

pid=$(property "$TTY1" MainPID)
before=$(ms)
inside kill -KILL "$pid"
within 5 differs "$TTY1" "$pid" || failed "killed, and no other one came"
within 5 shows "$TTY1" 'go on in this language' || failed "killed, and no first screen"
echo "ok: killed, and there again after $(($(ms) - before)) ms"

within 5 is "$TTY1" SubState running || failed "not running after it was killed"
pid=$(property "$TTY1" MainPID)
before=$(ms)
perl -MPOSIX -e 'tcflow(0, TCOOFF)' <"/dev/$TTY1"
press_enter "$TTY1"
within 15 differs "$TTY1" "$pid" || failed "its output stopped, and the watchdog slept"
within 5 shows "$TTY1" 'go on in this language' || failed "its output stopped, and no first screen"
echo "ok: output stopped; there again after $(($(ms) - before)) ms, of which the watchdog waits 2000"

echo 'oh dear' >>"/proc/${init%% *}/root/usr/local/share/anteroom/content/help-now.yaml"
within 30 logs 'help-now.yaml:[0-9]*: ' || failed "broken content is not in the log"
within 5 logs 'the new content is not sound' || failed "broken content is not refused"
echo "ok: broken content is refused, and logged"

inside systemctl stop "anteroom-kiosk@$TTY2.service"
within 5 is "$TTY2" ActiveState inactive || failed "not stopped"
! shows "$TTY2" '[[:alpha:]]' || failed "something is left on the screen"
is "$TTY2" Result success || failed "stopped, with result $(property "$TTY2" Result)"
echo "ok: stopped, and the screen is empty"

inside journalctl --no-pager -o cat -t anteroom >"$tmp/journal"
cat "$tmp/journal"
! grep -qi 'ketamine' "$tmp/journal" || failed "the log names topics"
