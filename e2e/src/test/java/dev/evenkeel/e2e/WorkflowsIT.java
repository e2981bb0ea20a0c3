// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The workflows of GitHub Actions, validated against the schema of action-validator.
class WorkflowsIT {
    private static final Path ROOT = Repository.root();
    private static final Pattern UNPINNED = Pattern.compile("uses: (?!\\S+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+$).*");

    @TempDir
    private static Path folder;

    private static String node = "";

    @BeforeAll
    static void installValidator() throws IOException, InterruptedException {
        Path program = NodeProgram.require();
        node = program.toString();
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(ROOT.resolve("e2e/src/test/workflows").resolve(file), folder.resolve(file));
        }
        NodeProgram.run(folder, List.of(program.resolveSibling("npm").toString(), "ci"));
    }

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return Stream.concat(files, Stream.of(ROOT.resolve("examples/ci/github-actions.yml")))
                    .toList();
        }
    }

    private static void validate(Path workflow) throws IOException, InterruptedException {
        String validator =
                folder.resolve("node_modules/@action-validator/cli/cli.mjs").toString();
        NodeProgram.run(folder, List.of(node, validator, workflow.toString()));
    }

    @Test
    void allWorkflowsMatchTheSchema() throws IOException, InterruptedException {
        assertThat(workflows()).hasSizeGreaterThan(2);
        for (Path workflow : workflows()) {
            validate(workflow);
        }
    }

    @Test
    void theSchemaRejectsUnknownKeys() throws IOException {
        String workflow = Files.readString(ROOT.resolve(".github/workflows/ci.yml"));
        Path misspelled = Files.writeString(
                folder.resolve("misspelled.yml"), workflow.replace("timeout-minutes:", "timeout-minute:"));
        assertThatThrownBy(() -> validate(misspelled))
                .hasMessageContaining("Additional property 'timeout-minute' is not allowed");
    }

    /* What no schema says: the permissions of the token, time limits, and actions that cannot change. */
    @Test
    void workflowsHaveMinimalPermissionsAndPinnedActions() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            for (Path file : files.toList()) {
                String workflow = Files.readString(file);
                assertThat(workflow)
                        .contains("\npermissions:\n  contents: read\n", "timeout-minutes: ")
                        .doesNotContain(": write")
                        .doesNotContainPattern(Pattern.compile("run: .*\\$\\{\\{"));
                assertThat(workflow.lines()
                                .filter(line -> UNPINNED.matcher(line).find()))
                        .isEmpty();
            }
        }
        assertThat(Files.readString(ROOT.resolve(".github/workflows/ci.yml"))).contains("\n        run: .ci/run\n");
    }
}
