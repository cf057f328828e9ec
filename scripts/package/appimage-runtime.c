/*
 * A stand-in for the runtime at the head of an AppImage, for machines that cannot fetch the official one: it unpacks itself with
 * the system's unsquashfs and runs AppRun. For tests only; a release takes the official runtime.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child;

static void pass_on(int signal_number) {
  if (child > 0) kill(child, signal_number);
}

static int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int run(char *const args[]) {
  pid_t pid = fork();
  if (pid == 0) {
    execvp(args[0], args);
    perror(args[0]);
    _exit(127);
  }
  return wait_for(pid);
}

int main(int argc, char **argv) {
  char self[PATH_MAX], offset[32], folder[PATH_MAX], app[PATH_MAX + 16];
  const char *tmp = getenv("TMPDIR");
  Elf64_Ehdr head;
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0) return 1;
  self[length] = 0;
  int file = open(self, O_RDONLY);
  if (file < 0 || read(file, &head, sizeof head) != sizeof head) return 1;
  close(file);
  snprintf(offset, sizeof offset, "%lu", (unsigned long)(head.e_shoff + (unsigned long)head.e_shentsize * head.e_shnum));
  if (argc > 1 && strcmp(argv[1], "--appimage-offset") == 0) {
    puts(offset);
    return 0;
  }
  snprintf(folder, sizeof folder, "%s/.mount_paydeskXXXXXX", tmp ? tmp : "/tmp");
  if (!mkdtemp(folder)) return 1;
  char *const unpack[] = {"unsquashfs", "-no-progress", "-quiet", "-force", "-no-xattrs", "-offset", offset, "-dest", folder, self, NULL};
  int null = open("/dev/null", O_WRONLY), out = dup(1);
  dup2(null, 1);
  int failed = run(unpack);
  dup2(out, 1);
  if (failed) return failed;
  setenv("APPIMAGE", self, 1);
  setenv("APPDIR", folder, 1);
  setenv("ARGV0", argv[0], 1);
  snprintf(app, sizeof app, "%s/AppRun", folder);
  argv[0] = app;
  child = fork();
  if (child == 0) {
    execv(app, argv);
    perror(app);
    _exit(127);
  }
  signal(SIGTERM, pass_on);
  signal(SIGINT, pass_on);
  signal(SIGHUP, pass_on);
  int code = wait_for(child);
  char *const sweep[] = {"rm", "-rf", folder, NULL};
  run(sweep);
  return code;
}
