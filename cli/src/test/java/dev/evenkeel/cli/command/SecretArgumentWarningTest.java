// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.EnvironmentApi.EnvironmentListResponse;
import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.cli.StubServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SecretArgumentWarningTest {
    @RegisterExtension
    private final StubServer server = new StubServer();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return EvenkeelCli.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionStrategy(SecretArgumentWarning::warnAndRun)
                .execute(arguments);
    }

    @Test
    void warnsAboutTokenAndRunsCommand() {
        server.respond(new EnvironmentListResponse(List.of()));
        assertThat(run("environment", "list", "--server", server.address(), "--token=hush", "--json"))
                .isZero();
        assertThat(err.toString())
                .startsWith("Warning: --token is visible to other users in the process list.")
                .contains("EVENKEEL_TOKEN")
                .doesNotContain("hush");
        assertThat(out.toString()).startsWith("{");
    }

    @Test
    void warnsAboutSdkKeyAndPassword() {
        run(
                "doctor",
                "--server=http://127.0.0.1:1",
                "--sdk-key=hush",
                "--database-url=jdbc:postgresql://127.0.0.1:1/x?user=u&password=hush");
        assertThat(err.toString())
                .contains("--sdk-key is visible", "EVENKEEL_SDK_KEY", "The password in --database-url", "PGPASSFILE")
                .doesNotContain("hush", "--token");
    }

    @Test
    void doesNotWarnAboutOtherArguments() {
        run("flag", "eval", "checkout", "--flags", "none.json");
        assertThat(err.toString()).isNotEmpty().doesNotContain("process list");
    }
}
