// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.cli.Shells;
import dev.evenkeel.cli.Shells.ShellResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles as a person makes and uses them: in processes, with a configuration folder of their own.
class ProfileCommandsTest {
    private static final String SECRET = "token-that-nobody-sees";
    private static final String ENVIRONMENTS = Json.of("{'environments':['staging']}");

    @TempDir
    private Path config;

    private ShellResult run(String script) throws IOException, InterruptedException {
        return Shells.run(
                "evenkeel() { " + Shells.evenkeel() + " \"$@\"; }\n" + script,
                Map.of("XDG_CONFIG_HOME", config.toString()));
    }

    @Test
    void managesProfilesWithoutPrintingTokens() throws IOException, InterruptedException {
        try (var server = StubServer.start(asked -> ENVIRONMENTS)) {
            ShellResult story = run("""
                    set -e
                    echo SECRET | evenkeel profile set staging --server SERVER --environment staging --token-stdin
                    evenkeel profile set production --server https://keel.example --token-command 'echo other' --confirm
                    evenkeel profile list
                    evenkeel profile show --json
                    evenkeel environment list > FOLDER/answer
                    """.replace("SECRET", SECRET)
                    .replace("SERVER", server.address())
                    .replace("FOLDER", config.toString()));

            assertThat(story.exitCode()).as(story.out()).isZero();
            assertThat(server.asked()).containsExactly("GET /api/v1/environments");
            assertThat(story.out())
                    .contains(
                            "staging (active)", "confirm      yes, before changes on a terminal", "command echo other")
                    .containsPattern("staging +\\* +" + server.address() + " +staging +file ")
                    .contains(Json.of("'active':true"))
                    .doesNotContain(SECRET);
            Path folder = config.resolve("evenkeel");
            assertThat(mode(folder)).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("profiles.json"))).isEqualTo("rw-------");
            assertThat(mode(folder.resolve("tokens/staging"))).isEqualTo("rw-------");
            assertThat(folder.resolve("profiles.json")).content().doesNotContain(SECRET);

            ShellResult gone = run("evenkeel profile delete staging && evenkeel profile list");
            assertThat(gone.out()).contains("Profile staging deleted.").doesNotContain("*");
            assertThat(folder.resolve("tokens/staging")).doesNotExist();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void errorsNameSourceOfServerAndToken() throws IOException, InterruptedException {
        try (var server = StubServer.start(asked -> Json.of("{'detail':'This token is not known here.'}"))) {
            server.status(401);
            ShellResult refused = run("echo x | evenkeel profile set staging --server " + server.address()
                    + " --token-stdin >/dev/null; evenkeel --profile staging flag list");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.out())
                    .contains(
                            "This token is not known here.",
                            "Request to " + server.address() + " (profile staging) with the token from file ",
                            "/tokens/staging (profile staging) failed:");
        }
        ShellResult away = run("EVENKEEL_SERVER=http://127.0.0.1:1 EVENKEEL_TOKEN=t evenkeel flag list");
        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.out())
                .contains("The address comes from EVENKEEL_SERVER. To use another server, pass --server or --profile.");
        ShellResult eval = run("EVENKEEL_SERVER=http://127.0.0.1:1 EVENKEEL_TOKEN=t evenkeel flag eval checkout");
        assertThat(eval.exitCode()).isEqualTo(3);
        assertThat(eval.out()).contains("The address comes from EVENKEEL_SERVER.");
        ShellResult nobody = run("evenkeel flag list --profile nobody");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.out()).contains("No profile \"nobody\" in ").doesNotContain("Usage");
        assertThat(run("evenkeel profile set x --server ftp://keel.example").out())
                .contains("Invalid server address \"ftp://keel.example\". Use http://HOST:PORT or https://HOST:PORT");
        assertThat(run("evenkeel profile set ../x --server http://keel.example").out())
                .contains("Invalid profile name \"../x\". Allowed: letters, digits");
    }

    @Test
    void rejectsReusingTokenForAnotherServer() throws IOException, InterruptedException {
        ShellResult moved = run("echo x | evenkeel profile set staging --server http://one.example --token-stdin >/dev/null;"
                + " evenkeel profile set staging --server http://two.example");
        assertThat(moved.exitCode()).isEqualTo(2);
        assertThat(moved.out()).contains("The token of profile staging is for http://one.example.");
    }

    @Test
    void confirmsChangesWhenProfileRequiresIt() throws IOException, InterruptedException {
        assumeTrue(Shells.hasPrograms("script"), "no script(1) of util-linux: nothing was tried on a terminal");
        try (var server = StubServer.start(asked -> Json.of("{'lines':[]}"))) {
            Map<String, String> variables = Map.of("XDG_CONFIG_HOME", config.toString(), "T", "t");
            run("evenkeel profile set production --confirm --token-variable T --server " + server.address());
            String stop = Shells.evenkeel() + " release pause --reason \"payments fail\"";

            ShellResult no = Shells.runOnTerminal(stop, variables, "no\n");
            assertThat(no.out())
                    .contains("This command changes " + server.address() + " (profile production). Continue? (yes/no)")
                    .contains("Canceled. Nothing was changed.");
            assertThat(no.exitCode()).isEqualTo(1);
            assertThat(server.asked()).isEmpty();

            assertThat(Shells.runOnTerminal(stop, variables, "yes\n").exitCode()).isZero();
            assertThat(server.asked()).hasSize(1);
            assertThat(Shells.runOnTerminal(stop + " --yes", variables, "").out()).doesNotContain("Continue?");
            assertThat(Shells.runOnTerminal(Shells.evenkeel() + " release status", variables, "")
                            .out())
                    .doesNotContain("Continue?");
            assertThat(Shells.run(stop, variables).exitCode()).isZero();
            assertThat(server.asked()).hasSize(4);
        }
    }
}
