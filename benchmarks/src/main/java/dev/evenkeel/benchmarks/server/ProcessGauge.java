// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A gauge of a Java process's resource usage, measured from outside.
///
/// @param pid id of a process of the same user
public record ProcessGauge(long pid) {
    private static final int FIRST_AFTER_NAME = 3;
    private static final int USER = 14;
    private static final int SYSTEM = 15;
    private static final int USER_OF_CHILDREN = 16;
    private static final int SYSTEM_OF_CHILDREN = 17;
    private static final long MILLIS_OF_TICK = 10;
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

    /// Returns the bytes of live objects after a full garbage collection, which pauses the process briefly.
    public long liveHeap() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        Matcher total = TOTAL.matcher(answer);
        if (!total.find()) {
            throw new IOException("jcmd told no total of live objects: "
                    + answer.lines().limit(3).toList());
        }
        return Long.parseLong(total.group(1));
    }

    /// Returns the memory that the process uses, including its share of libraries, in bytes.
    public long residentMemory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1_024 * Long.parseLong(line.replaceAll("\\D+", ""));
            }
        }
        throw new IOException("the system tells no resident memory of process " + pid);
    }

    /// Returns the CPU time used so far.
    public Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /// Returns the CPU time used so far, including that of its children, also of those that have ended.
    public Duration processorTimeOfAll() throws IOException {
        long ticks = ticks(pid, USER_OF_CHILDREN) + ticks(pid, SYSTEM_OF_CHILDREN);
        for (long each : processes()) {
            ticks += ticks(each, USER) + ticks(each, SYSTEM);
        }
        return Duration.ofMillis(ticks * MILLIS_OF_TICK);
    }

    private List<Long> processes() {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.children()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /* proc_pid_stat(5); the second field is a name in brackets that may contain blanks. */
    private static long ticks(long pid, int field) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        } catch (NoSuchFileException e) {
            return 0;
        }
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field - FIRST_AFTER_NAME]);
    }
}
