// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.cli.Shells;
import dev.evenkeel.cli.Shells.ShellResult;
import dev.evenkeel.cli.StubServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tables, colours and questions on a real pseudo terminal, and without one.
class TerminalTest {
    private static final String ESCAPE = "\u001b";
    private static final String ROLLOUTS = "["
            + RolloutJson.running()
                    .put("id", "r-cf8b0c46dea3ee66")
                    .put("flag", "payment-core-with-a-rather-long-name-of-its-own")
                    .put("candidate", "modern-with-virtual-threads")
                    .put("status", "ROLLED_BACK")
                    .put("startedAt", "2026-11-25T03:01:12Z")
            + "]";

    private static String list(StubServer server) {
        return "EVENKEEL_TOKEN=t " + Shells.evenkeel() + " rollout list --server " + server.address();
    }

    @Test
    void truncatesTablesOnlyOnTerminals() throws IOException, InterruptedException {
        assumeTrue(Shells.hasPrograms("script", "stty"), "no script(1) of util-linux: nothing was tried on a terminal");
        try (var server = StubServer.start(asked -> ROLLOUTS)) {
            ShellResult narrow = Shells.runOnTerminal("stty cols 120; " + list(server), Map.of(), "");
            assertThat(narrow.exitCode()).as(narrow.out()).isZero();
            assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 120);
            assertThat(narrow.out())
                    .contains("r-cf8b0c46dea3ee66  payment-core-with-", "\u2026", "2026-11-25 03:01")
                    .doesNotContain("its-own", ESCAPE);

            ShellResult said = Shells.runOnTerminal("stty cols 120; COLUMNS=300 " + list(server), Map.of(), "");
            assertThat(said.out()).contains("its-own", "modern-with-virtual-threads");

            ShellResult piped = Shells.runOnTerminal("stty cols 40; " + list(server) + " | cat", Map.of(), "");
            assertThat(piped.out())
                    .contains("its-own", "modern-with-virtual-threads")
                    .doesNotContain("\u2026");
        }
    }

    @Test
    void usesColorsOnlyOnSupportingTerminals() throws IOException, InterruptedException {
        assumeTrue(Shells.hasPrograms("script"), "no script(1) of util-linux: nothing was tried on a terminal");
        String help = Shells.evenkeel() + " rollout --help";

        assertThat(Shells.runOnTerminal(help, Map.of(), "").out()).contains(ESCAPE + "[");
        assertThat(Shells.runOnTerminal(help, Map.of("NO_COLOR", "1"), "").out())
                .contains("rollout")
                .doesNotContain(ESCAPE);
        assertThat(Shells.runOnTerminal(help, Map.of("TERM", "dumb"), "").out())
                .contains("rollout")
                .doesNotContain(ESCAPE);
        assertThat(Shells.runOnTerminal(help + " | cat", Map.of(), "").out())
                .contains("rollout")
                .doesNotContain(ESCAPE);
        assertThat(Shells.run(help, Map.of()).out()).contains("rollout").doesNotContain(ESCAPE);
    }
}
