/* Allowed is what was seen in use, by strace and by a filter that kills, and what other C libraries
 * and processors use for the same; tests/unit/test_sandbox.c tries both sides. */
#include "os/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* --- Landlock: which files ---------------------------------------------------------------- */

#ifdef WITH_LANDLOCK

/* Older headers lack most of this; the numbers are the kernel's promise. */
enum {
	CREATE_RULESET = 444, /* the same on every processor */
	ADD_RULE,
	RESTRICT_SELF,
	ASK_VERSION = 1,
	PATH_BENEATH = 1,
};
enum {
	FS_WRITE_FILE = 1 << 1,
	FS_READ_FILE = 1 << 2,
	FS_READ_DIR = 1 << 3,
	FS_REMOVE_FILE = 1 << 5,
	FS_MAKE_REG = 1 << 8,
	FS_FIRST = (1 << 13) - 1, /* all that version 1 knows */
	FS_REFER = 1 << 13,
	FS_TRUNCATE = 1 << 14,
	FS_IOCTL_DEV = 1 << 15,
	NET_ALL = 3,   /* bind, connect */
	SCOPE_ALL = 3, /* abstract sockets, signals */
};

/* Each version of Landlock, with what it added. */
static const struct {
	int version;
	uint64_t fs, net, scope;
	unsigned missing_before;
} versions[] = {
        {1, FS_FIRST, 0, 0, 0},
        {2, FS_REFER, 0, 0, 0},
        {3, FS_TRUNCATE, 0, 0, SANDBOX_TRUNCATE},
        {4, 0, NET_ALL, 0, SANDBOX_NET},
        {5, FS_IOCTL_DEV, 0, 0, SANDBOX_DEVICES},
        {6, 0, 0, SCOPE_ALL, SANDBOX_SCOPE},
};

struct ruleset {
	uint64_t fs, net, scope;
};

struct beneath {
	uint64_t allowed;
	int32_t dir;
} __attribute__((packed));

static bool allow_beneath(int ruleset, int dir, uint64_t rights)
{
	struct beneath rule = {rights, dir};
	return syscall(ADD_RULE, ruleset, PATH_BENEATH, &rule, 0) == 0;
}

static bool allow_folders(int ruleset, const struct sandbox_rules *rules, uint64_t handled)
{
	const uint64_t write = FS_WRITE_FILE | FS_READ_FILE | FS_READ_DIR | FS_REMOVE_FILE |
	                       FS_MAKE_REG | FS_TRUNCATE;
	bool ok =
	        rules->write_dir <= 0 || allow_beneath(ruleset, rules->write_dir, write & handled);
	for (size_t i = 0; ok && rules->read && rules->read[i]; i++) {
		int dir = open(rules->read[i], O_PATH | O_DIRECTORY | O_CLOEXEC);
		if (dir < 0)
			continue;
		ok = allow_beneath(ruleset, dir, FS_READ_FILE | FS_READ_DIR);
		close(dir);
	}
	return ok;
}

static unsigned limit_files(const struct sandbox_rules *rules)
{
	struct ruleset all = {0};
	unsigned missing = 0;
	long have = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
	if (have < 1)
		return SANDBOX_FILES;
	for (size_t i = 0; i < ARRAY_LEN(versions); i++) {
		if (have < versions[i].version) {
			missing |= versions[i].missing_before;
			continue;
		}
		all.fs |= versions[i].fs;
		all.net |= versions[i].net;
		all.scope |= versions[i].scope;
	}
	/* A kernel that does not know a field refuses a size that holds it. */
	size_t size = all.scope ? sizeof(all)
	              : all.net ? offsetof(struct ruleset, scope)
	                        : offsetof(struct ruleset, net);
	int ruleset = (int)syscall(CREATE_RULESET, &all, size, 0);
	if (ruleset < 0)
		return missing | SANDBOX_FILES;
	if (!allow_folders(ruleset, rules, all.fs) || syscall(RESTRICT_SELF, ruleset, 0) != 0)
		missing |= SANDBOX_FILES;
	close(ruleset);
	return missing;
}

#else

static unsigned limit_files(const struct sandbox_rules *rules)
{
	(void)rules;
	return SANDBOX_FILES;
}

#endif

/* --- seccomp: which system calls ---------------------------------------------------------- */

#ifdef WITH_SECCOMP

#include <asm/termbits.h> /* for TCGETS2; not with termios.h */
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

/* Names, not numbers: what this libseccomp does not know, no program here can use. */
static const char allowed[] =
        "read write readv writev pread64 lseek _llseek close "
        "poll ppoll ppoll_time64 select _newselect pselect6 pselect6_time64 "
        "rt_sigreturn sigreturn rt_sigaction rt_sigprocmask sigaltstack restart_syscall "
        "clock_gettime clock_gettime64 clock_getres gettimeofday time "
        "nanosleep clock_nanosleep clock_nanosleep_time64 "
        "brk munmap mremap madvise futex futex_time64 "
        "fstat fstat64 stat stat64 newfstatat fstatat64 statx "
        "getpid gettid getuid geteuid getgid getegid getrandom exit exit_group "
        "sysinfo"; /* qsort() asks how much memory there is */

/* Where there are folders to read. */
static const char reading[] = "access faccessat getdents getdents64";

/* Where there are none: fails softly. openat is apart, because a rule for one folder to write in
 * would not count beside it. */
static const char no_reading[] = "open access faccessat";

/* What libraries try, and can do without. */
static const char absent[] = "readlink readlinkat";    /* ENOENT */
static const char unknown[] = "openat2 faccessat2";    /* ENOSYS: they have an older call */
static const char syncing[] = "fsync fdatasync flock"; /* where files are written */

/* What nothing but an attack would try. */
static const char attacks[] =
        /* other programs, other processes */
        "execve execveat fork vfork clone clone3 memfd_create memfd_secret ptrace "
        "process_vm_readv process_vm_writev process_madvise kcmp pidfd_open pidfd_getfd "
        "pidfd_send_signal personality "
        /* the network, and ways around a filter */
        "socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg socketcall "
        "io_uring_setup io_uring_enter io_uring_register userfaultfd bpf perf_event_open seccomp "
        /* another root, other mounts, another user */
        "chroot pivot_root mount umount umount2 fsopen fsconfig fsmount fspick move_mount "
        "open_tree mount_setattr unshare setns open_by_handle_at name_to_handle_at "
        "setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset "
        /* the machine */
        "init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff "
        "iopl ioperm modify_ldt acct quotactl settimeofday clock_settime adjtimex clock_adjtime "
        "sethostname setdomainname syslog add_key request_key keyctl";

/* Calls that serve too many ends are allowed where one argument says it is a good one: (argument &
 * mask) == value. The kernel reads the lower half of an int; high bits must hide nothing. */
struct check {
	const char *name;
	unsigned arg;
	uint64_t mask, value;
};

static const uint64_t LOW = 0xFFFFFFFF;
#define NOT_READING (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_PATH | (O_TMPFILE & ~O_DIRECTORY))

static const struct check checked[] = {
        {"mmap", 2, PROT_EXEC, 0}, /* on s390 and old i386 there is nothing to see */
        {"mmap2", 2, PROT_EXEC, 0},    {"mprotect", 2, PROT_EXEC, 0}, {"fcntl", 1, LOW, F_GETFD},
        {"fcntl", 1, LOW, F_GETFL},    {"fcntl64", 1, LOW, F_GETFD},  {"fcntl64", 1, LOW, F_GETFL},
        {"ioctl", 1, LOW, TCGETS},     {"ioctl", 1, LOW, TCSETS},     {"ioctl", 1, LOW, TCSETSW},
        {"ioctl", 1, LOW, TCSETSF},    {"ioctl", 1, LOW, TCFLSH},     {"ioctl", 1, LOW, TCXONC},
        {"ioctl", 1, LOW, TIOCGWINSZ},
#ifdef TCGETS2 /* what glibc uses from 2.42 on */
        {"ioctl", 1, LOW, TCGETS2},    {"ioctl", 1, LOW, TCSETS2},    {"ioctl", 1, LOW, TCSETSW2},
        {"ioctl", 1, LOW, TCSETSF2},
#endif
};

static const struct check reading_checked[] = {
        {"open", 1, NOT_READING, 0},
        {"openat", 2, NOT_READING, 0},
};

/* One rule; false: the filter would not be what it should. */
static bool add(scmp_filter_ctx f, uint32_t action, const char *name, unsigned n,
                const struct scmp_arg_cmp *args)
{
	int call = seccomp_syscall_resolve_name(name);
	if (call == __NR_SCMP_ERROR)
		return true;
	int err = seccomp_rule_add_array(f, action, call, n, args);
	return err == 0 || err == -EACCES; /* -EACCES: it is what happens to all others */
}

/* The same for every name of a list. */
static bool add_all(scmp_filter_ctx f, uint32_t action, const char *names)
{
	char name[32];
	bool ok = true;
	for (const char *p = names; ok && *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		snprintf(name, sizeof(name), "%.*s", (int)n, p);
		ok = add(f, action, name, 0, NULL);
		p += n;
	}
	return ok;
}

static bool allow_checked(scmp_filter_ctx f, const struct check *c, size_t n)
{
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++) {
		struct scmp_arg_cmp cmp =
		        SCMP_CMP64(c[i].arg, SCMP_CMP_MASKED_EQ, c[i].mask, c[i].value);
		ok = add(f, SCMP_ACT_ALLOW, c[i].name, 1, &cmp);
	}
	return ok;
}

static bool add_soft(scmp_filter_ctx f)
{
	/* glibc names its memory, from 2.39 on, where the kernel can. */
	enum { SET_VMA = 0x53564d41 };
	struct scmp_arg_cmp vma = SCMP_CMP64(0, SCMP_CMP_MASKED_EQ, LOW, SET_VMA);
	return add(f, SCMP_ACT_ERRNO(EINVAL), "prctl", 1, &vma) &&
	       add_all(f, SCMP_ACT_ERRNO(ENOENT), absent) &&
	       add_all(f, SCMP_ACT_ERRNO(ENOSYS), unknown);
}

static bool allow_writing(scmp_filter_ctx f, int dir)
{
	const struct check here[] = {
	        {"openat", 0, LOW, (uint64_t)dir},
	        {"unlinkat", 0, LOW, (uint64_t)dir},
	};
	struct scmp_arg_cmp both[] = {
	        SCMP_CMP64(0, SCMP_CMP_MASKED_EQ, LOW, (uint64_t)dir),
	        SCMP_CMP64(2, SCMP_CMP_MASKED_EQ, LOW, (uint64_t)dir),
	};
	return add_all(f, SCMP_ACT_ALLOW, syncing) && allow_checked(f, here, ARRAY_LEN(here)) &&
	       add(f, SCMP_ACT_ALLOW, "renameat", 2, both) &&
	       add(f, SCMP_ACT_ALLOW, "renameat2", 2, both);
}

static bool fill(scmp_filter_ctx f, const struct sandbox_rules *rules)
{
	/* abort() and raise() */
	const struct check self = {"tgkill", 0, LOW, (uint64_t)getpid()};
	bool reads = rules->read && rules->read[0], writes = rules->write_dir > 0, ok;
	ok = add_all(f, SCMP_ACT_ALLOW, allowed) && add_all(f, SCMP_ACT_KILL_PROCESS, attacks) &&
	     add_soft(f) && allow_checked(f, checked, ARRAY_LEN(checked)) &&
	     allow_checked(f, &self, 1);
	if (ok && reads)
		ok = add_all(f, SCMP_ACT_ALLOW, reading) &&
		     allow_checked(f, reading_checked, ARRAY_LEN(reading_checked));
	else if (ok)
		ok = add_all(f, SCMP_ACT_ERRNO(ENOENT), no_reading) &&
		     (writes || add(f, SCMP_ACT_ERRNO(ENOENT), "openat", 0, NULL));
	return ok && (!writes || allow_writing(f, rules->write_dir));
}

static unsigned limit_calls(const struct sandbox_rules *rules)
{
	scmp_filter_ctx f =
	        seccomp_init(rules->kill_all ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ERRNO(EPERM));
	bool ok = f && fill(f, rules) &&
	          seccomp_attr_set(f, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
	          seccomp_load(f) == 0;
	seccomp_release(f);
	return ok ? 0 : SANDBOX_CALLS;
}

#else

static unsigned limit_calls(const struct sandbox_rules *rules)
{
	(void)rules;
	return SANDBOX_CALLS;
}

#endif

/* --- all together ------------------------------------------------------------------------- */

unsigned sandbox_enter(const struct sandbox_rules *rules)
{
#ifndef WITH_LANDLOCK
	(void)limit_files;
	(void)limit_calls;
	(void)rules;
	return SANDBOX_OFF;
#else
	const unsigned single = SANDBOX_TRUNCATE | SANDBOX_NET | SANDBOX_DEVICES | SANDBOX_SCOPE;
	unsigned missing = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : SANDBOX_PRIVILEGES;
	missing |= limit_files(rules);
	unsigned calls = limit_calls(rules);
	return calls ? missing | calls : missing & ~single;
#endif
}

struct str sandbox_words(struct arena *a, unsigned missing)
{
	static const struct {
		unsigned bit;
		const char *words;
	} table[] = {
	        {SANDBOX_OFF, "all of it: the program was built without"},
	        {SANDBOX_PRIVILEGES, "the end of new privileges"},
	        {SANDBOX_FILES, "Landlock: files are not limited to the content's"},
	        {SANDBOX_TRUNCATE, "Landlock of Linux 6.2: files can be emptied"},
	        {SANDBOX_NET, "Landlock of Linux 6.7: TCP is open"},
	        {SANDBOX_DEVICES, "Landlock of Linux 6.10: devices can be given orders"},
	        {SANDBOX_SCOPE, "Landlock of Linux 6.12: other processes can be reached"},
	        {SANDBOX_CALLS, "seccomp: system calls are not limited"},
	};
	struct str words = STR("");
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (missing & table[i].bit)
			words = arena_fmt(a, "%.*s%s%s", STR_ARG(words), words.len ? "; " : "",
			                  table[i].words);
	return words;
}
