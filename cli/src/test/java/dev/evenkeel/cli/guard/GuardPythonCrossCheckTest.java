// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.cli.CliResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Compares the command with an independent implementation in Python with 60 digits, `guard_evaluate.py`.
/// Skipped without `python3`; the tests of `core` compare the same formulas with a slow second implementation.
class GuardPythonCrossCheckTest {
    private static final int CASES = 350;
    private static final long SEED = 2_026;

    @TempDir
    private Path folder;

    @Test
    void matchesPythonImplementation() throws Exception {
        var random = new RandomGuardInputs(SEED);
        var questions = new ArrayList<String>(CASES);
        for (int i = 0; i < CASES; i++) {
            questions.add(random.next());
        }
        List<String> theirs = runPython(questions);
        CliResult ours = CliResult.withInput(String.join("\n", questions), "guard", "evaluate");
        assertThat(ours.exitCode()).isZero();
        assertThat(ours.out()).hasSameSizeAs(theirs).hasSize(CASES);
        for (int i = 0; i < CASES; i++) {
            compare(questions.get(i), GuardResponses.read(ours.out().get(i)), GuardResponses.read(theirs.get(i)));
        }
    }

    private static void compare(String question, JsonNode ours, JsonNode theirs) {
        if (theirs.has("logE")) {
            assertThat(ours.path("logE").size()).isEqualTo(theirs.path("logE").size());
            for (int i = 0; i < theirs.path("logE").size(); i++) {
                assertClose(
                        question, ours.path("logE").get(i), theirs.path("logE").get(i), 1e-12);
            }
        } else {
            assertClose(question, ours.path("low"), theirs.path("low"), 1e-6);
            assertClose(question, ours.path("high"), theirs.path("high"), 1e-6);
        }
    }

    private static void assertClose(String question, JsonNode ours, JsonNode theirs, double accuracy) {
        assertThat(ours.isNumber()).as(question).isEqualTo(theirs.isNumber());
        if (theirs.isNumber()) {
            double expected = theirs.doubleValue();
            assertThat(ours.doubleValue())
                    .as(question)
                    .isCloseTo(expected, within(accuracy * Math.max(1, Math.abs(expected))));
        }
    }

    private List<String> runPython(List<String> questions) throws IOException, InterruptedException {
        var in = Files.write(folder.resolve("in.jsonl"), questions, StandardCharsets.UTF_8);
        var out = folder.resolve("out.jsonl");
        Process process;
        try {
            process = new ProcessBuilder("python3", "src/test/python/guard_evaluate.py", in.toString(), out.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log.txt").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped " + CASES + " cases: there is no python3");
            throw e;
        }
        int exitCode = process.waitFor();
        assertThat(exitCode).as(Files.readString(folder.resolve("log.txt"))).isZero();
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }
}
