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

/// The report on one measurement, written as Markdown for people and as JSON for programs. Create it before
/// the measurement, so that it records the machine's load beforehand. Not thread-safe.
public final class BenchmarkReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String title;
    private final String command;
    private final String commit = GitCommit.describe(BenchmarkOptions.home());
    private final MachineDescription machine = MachineDescription.current();
    private final double loadBefore = MachineDescription.loadAverage();
    private final Instant begun = Instant.now();
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /// @param title title of the measurement
    /// @param command command that repeats it
    public BenchmarkReport(String title, String command) {
        this.title = title;
        this.command = command;
    }

    /// Adds a paragraph, a list or a table in Markdown.
    public void addText(String markdown) {
        text.append(markdown.strip()).append("\n\n");
    }

    /// Adds values to the JSON report: records, maps, lists, numbers, text.
    public void addValue(String name, Object value) {
        figures.put(name, value);
    }

    /// Adds the goals to both reports.
    public void addGoals(List<BenchmarkGoal> goals) {
        addText("## Goals\n\n"
                + MarkdownTable.format(
                        List.of("goal", "measured", ""),
                        goals.stream()
                                .map(goal -> List.of(goal.aim(), goal.measured(), goal.met() ? "met" : "**missed**"))
                                .toList()));
        addValue("goals", goals);
    }

    /// Writes `NAME.md` and `NAME.json`.
    ///
    /// @return the Markdown
    public String write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        String markdown = toMarkdown();
        Files.writeString(folder.resolve(name + ".md"), markdown);
        Files.writeString(folder.resolve(name + ".json"), toJson() + "\n");
        return markdown;
    }

    /// Returns the current JSON report.
    public String toJson() {
        return JSON.writeValueAsString(json());
    }

    /// Returns the current Markdown report.
    public String toMarkdown() {
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
