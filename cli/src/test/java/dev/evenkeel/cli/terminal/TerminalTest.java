// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.cli.Shells;
import dev.evenkeel.cli.Shells.ShellResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.cli.rollout.RolloutFixture;
import dev.evenkeel.engine.rollout.RolloutStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tables and colors on a pseudoterminal, and without one.
class TerminalTest {
    private static final String ESCAPE = "\u001b";

    @RegisterExtension
    private final StubServer server = new StubServer();

    private String listRollouts() {
        return "EVENKEEL_TOKEN=t " + Shells.evenkeel() + " rollout list --server " + server.address();
    }

    @Test
    void truncatesTablesOnlyOnTerminals() throws IOException, InterruptedException {
        assumeTrue(Shells.hasPrograms("script", "stty"), "no script(1) of util-linux: the test was skipped");
        var rollout = new RolloutFixture()
                .id("r-cf8b0c46dea3ee66")
                .flag("payment-core-with-a-rather-long-name-of-its-own")
                .variants("classic", "modern-with-virtual-threads")
                .status(RolloutStatus.ROLLED_BACK, 0);
        server.on("GET", "/api/v1/rollouts").respond(List.of(rollout.toResponse()));
        ShellResult narrow = Shells.runOnTerminal("stty cols 120; " + listRollouts(), Map.of(), "");
        assertThat(narrow.exitCode()).as(narrow.out()).isZero();
        assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(narrow.out())
                .contains("r-cf8b0c46dea3ee66  payment-core-with-", "\u2026", "2026-11-25 03:00")
                .doesNotContain("its-own", ESCAPE);

        ShellResult wide = Shells.runOnTerminal("stty cols 120; COLUMNS=300 " + listRollouts(), Map.of(), "");
        assertThat(wide.out()).contains("its-own", "modern-with-virtual-threads");

        ShellResult piped = Shells.runOnTerminal("stty cols 40; " + listRollouts() + " | cat", Map.of(), "");
        assertThat(piped.out())
                .contains("its-own", "modern-with-virtual-threads")
                .doesNotContain("\u2026");
    }

    @Test
    void usesColorsOnlyOnSupportingTerminals() throws IOException, InterruptedException {
        assumeTrue(Shells.hasPrograms("script"), "no script(1) of util-linux: the test was skipped");
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
