// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The report on the output of [TestClassDurationListener]: a table sorted by duration, longest first, which
/// marks slow classes without a documented reason.
public final class TestTimesReport {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SLOWEST = 10;

    private TestTimesReport() {}

    /// `TestTimesReport TIMES SECONDS REASONS REPORT`: reads all files of the folder TIMES, writes the table
    /// to the file REPORT and prints the slowest classes. SECONDS is the duration of the whole run. The file
    /// REASONS has one line, starting with the class name, for each class that may take longer than 30 s.
    ///
    /// @throws IOException if a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        List<TestClassDuration> times = read(Path.of(arguments[0]));
        Duration total = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Set<String> explained = names(Path.of(arguments[2]));
        Files.writeString(Path.of(arguments[3]), format(total, times, explained));
        System.out.print(formatSlowest(times));
    }

    private static List<TestClassDuration> read(Path folder) throws IOException {
        List<TestClassDuration> times = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).forEach(line -> times.add(TestClassDuration.parse(line)));
            }
        }
        return times;
    }

    private static Set<String> names(Path reasons) throws IOException {
        return Files.readAllLines(reasons).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 2)[0])
                .collect(Collectors.toSet());
    }

    /// Formats the whole report. Its first line is `Total time: N min N s`.
    ///
    /// @param explained classes whose duration has a documented reason
    static String format(Duration total, List<TestClassDuration> times, Set<String> explained) {
        Duration cpu = times.stream().map(TestClassDuration::cpu).reduce(Duration.ZERO, Duration::plus);
        String head = String.format(
                Locale.ROOT,
                "Total time: %d min %d s%nTest classes: %d; processor time while they ran: %d min %d s%n%n%s",
                total.toMinutes(),
                total.toSecondsPart(),
                times.size(),
                cpu.toMinutes(),
                cpu.toSecondsPart(),
                header());
        return head
                + sorted(times)
                        .map(time -> row(time)
                                + (isUnexplained(time, explained) ? "  above 30 s without a reason" : "")
                                + System.lineSeparator())
                        .collect(Collectors.joining());
    }

    /// Formats the ten slowest classes as a table.
    static String formatSlowest(List<TestClassDuration> times) {
        return header()
                + sorted(times)
                        .limit(SLOWEST)
                        .map(time -> row(time) + System.lineSeparator())
                        .collect(Collectors.joining());
    }

    private static boolean isUnexplained(TestClassDuration time, Set<String> explained) {
        return time.wall().compareTo(LONG) > 0 && !explained.contains(time.className());
    }

    private static Stream<TestClassDuration> sorted(List<TestClassDuration> times) {
        return times.stream()
                .sorted(Comparator.comparing(TestClassDuration::wall).reversed());
    }

    private static String header() {
        return "     wall   CPU  waiting  module              class" + System.lineSeparator();
    }

    private static String row(TestClassDuration time) {
        return String.format(
                Locale.ROOT,
                "%7.1f s %4d%% %6.1f s  %-18s  %s",
                time.wall().toMillis() / 1e3,
                time.cpuPercent(),
                time.waiting().toMillis() / 1e3,
                time.module(),
                time.className());
    }
}
