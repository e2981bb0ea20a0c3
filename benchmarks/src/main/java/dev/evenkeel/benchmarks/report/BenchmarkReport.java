// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The result of one measurement, written as Markdown for people and as JSON for programs. Created when
/// the measurement begins, so that it knows the load before it. Confined to one thread.
public final class BenchmarkReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String title;
    private final String command;
    private final String commit = GitCommit.of(ResultDirectoryOption.home());
    private final MachineDescription machine = MachineDescription.here();
    private final double loadBefore = MachineDescription.loadAverage();
    private final Instant begun = Instant.now();
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /// @param title of the measurement
    /// @param command that repeats it
    public BenchmarkReport(String title, String command) {
        this.title = title;
        this.command = command;
    }

    /// Adds a paragraph, a list or a table in Markdown.
    public void say(String markdown) {
        text.append(markdown.strip()).append("\n\n");
    }

    /// Adds figures for programs: records, maps, lists, numbers, text.
    public void put(String name, Object value) {
        figures.put(name, value);
    }

    /// Adds the goals, for both kinds of reader.
    public void goals(List<BenchmarkGoal> goals) {
        say("## Goals\n\n"
                + MarkdownTable.of(
                        List.of("goal", "measured", ""),
                        goals.stream()
                                .map(goal -> List.of(goal.aim(), goal.measured(), goal.met() ? "met" : "**missed**"))
                                .toList()));
        put("goals", goals);
    }

    /// Writes `NAME.md` and `NAME.json`.
    ///
    /// @return the Markdown
    public String write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        String markdown = asMarkdown();
        Files.writeString(folder.resolve(name + ".md"), markdown);
        Files.writeString(folder.resolve(name + ".json"), asJson() + "\n");
        return markdown;
    }

    /// The report for programs, as it is now.
    public String asJson() {
        return JSON.writeValueAsString(json());
    }

    /// The report for people, as it is now.
    public String asMarkdown() {
        return "# " + title + "\n\n"
                + String.format(
                        Locale.ROOT,
                        """
                - command: `%s`, at commit %s
                - machine: %s, %d cores, %d GiB; %s; %s
                - load average: %.2f before, %.2f after; took %s; %s

                """,
                        command,
                        commit,
                        machine.processor(),
                        machine.cores(),
                        machine.memoryGib(),
                        machine.system(),
                        machine.java(),
                        loadBefore,
                        MachineDescription.loadAverage(),
                        took(),
                        day())
                + text.toString().stripTrailing() + "\n";
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("command", command);
        json.put("commit", commit);
        json.put("day", day());
        json.put("machine", machine);
        json.put("loadAverage", Map.of("before", loadBefore, "after", MachineDescription.loadAverage()));
        json.putAll(figures);
        return json;
    }

    private static String day() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private String took() {
        Duration time = Duration.between(begun, Instant.now());
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
