// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The steps of a file of a pipeline, as its runner gives them to the shell.
///
/// @param variables that the file sets, but for those that hold an expression of the runner
/// @param steps scripts, in order
record PipelineSteps(Map<String, String> variables, List<String> steps) {
    /// Those of a workflow of GitHub Actions with one job: what `run` says.
    static PipelineSteps ofGitHub(Path file) throws IOException {
        Map<?, ?> workflow = (Map<?, ?>) load(file);
        Map<?, ?> job = (Map<?, ?>)
                ((Map<?, ?>) requireEntry(workflow, "jobs")).values().iterator().next();
        List<String> steps = ((List<?>) requireEntry(job, "steps"))
                .stream()
                        .map(step -> ((Map<?, ?>) step).get("run"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
        return new PipelineSteps(variables(requireEntry(workflow, "env")), steps);
    }

    /// Those of a job of GitLab CI: all lines in one shell.
    static PipelineSteps ofGitLab(Path file, String job) throws IOException {
        Map<?, ?> one = (Map<?, ?>) requireEntry((Map<?, ?>) load(file), job);
        List<String> lines = Stream.of("before_script", "script")
                .flatMap(name -> ((List<?>) requireEntry(one, name)).stream())
                .map(String::valueOf)
                .toList();
        return new PipelineSteps(variables(requireEntry(one, "variables")), List.of(String.join("\n", lines)));
    }

    /// Returns an entry that must exist.
    static Object requireEntry(Map<?, ?> of, String name) {
        Object found = of.get(name);
        if (found == null) {
            throw new IllegalStateException("there is no " + name + " in " + of.keySet());
        }
        return found;
    }

    private static Object load(Path file) throws IOException {
        return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    private static Map<String, String> variables(Object map) {
        Map<String, String> variables = new HashMap<>();
        ((Map<?, ?>) map).forEach((name, value) -> {
            if (!String.valueOf(value).contains("${{")) {
                variables.put(String.valueOf(name), String.valueOf(value));
            }
        });
        return variables;
    }

    /// What a run of all steps ended with.
    ///
    /// @param out both outputs
    /// @param ran how many steps were begun
    record PipelineResult(int exitCode, String out, int ran) {
        String lastLine() {
            return out.lines().reduce((before, line) -> line).orElse("");
        }
    }

    /// Runs the steps one after the other, each in a shell of its own that ends at the first failure, as
    /// runners do, until one fails. What a step writes into the file that `GITHUB_PATH` names is on the
    /// path of those behind it.
    ///
    /// @param given variables of the runner and of whoever set the pipeline up; they go before those of the
    /// file
    PipelineResult run(Path folder, Map<String, String> given) throws IOException, InterruptedException {
        var all = new StringBuilder();
        int ran = 0;
        for (String step : steps) {
            ran++;
            var builder = new ProcessBuilder(List.of("bash", "-e", "-o", "pipefail", "-c", step))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("EVENKEEL_"));
            environment.putAll(variables);
            environment.putAll(given);
            environment.put("PATH", path(given) + environment.get("PATH"));
            Process process = builder.start();
            process.getOutputStream().close();
            all.append(new String(process.getInputStream().readAllBytes(), UTF_8));
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                return new PipelineResult(exitCode, all.toString(), ran);
            }
        }
        return new PipelineResult(0, all.toString(), ran);
    }

    private static String path(Map<String, String> given) throws IOException {
        String file = given.get("GITHUB_PATH");
        List<String> folders = new ArrayList<>();
        if (file != null && Files.exists(Path.of(file))) {
            folders.addAll(Files.readAllLines(Path.of(file)));
        }
        return folders.isEmpty() ? "" : String.join(":", folders) + ":";
    }
}
