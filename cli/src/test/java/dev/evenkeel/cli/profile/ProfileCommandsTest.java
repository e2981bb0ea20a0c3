// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.api.EnvironmentApi.EnvironmentListResponse;
import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.cli.Shells;
import dev.evenkeel.cli.Shells.ShellResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Profile commands, run as processes with an empty configuration folder.
class ProfileCommandsTest {
    private static final String SECRET = "token-that-nobody-sees";
    private static final String SET_STAGING = """
            set -e
            echo SECRET | evenkeel profile set staging --server SERVER --environment staging --token-stdin
            """;

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path config;

    private ShellResult run(String script) throws IOException, InterruptedException {
        return Shells.run(
                "evenkeel() { " + Shells.evenkeel() + " \"$@\"; }\n" + script,
                Map.of("XDG_CONFIG_HOME", config.toString()));
    }

    private ShellResult runWithStaging(String script) throws IOException, InterruptedException {
        server.respond(new EnvironmentListResponse(List.of("staging")));
        return run((SET_STAGING + script)
                .replace("SECRET", SECRET)
                .replace("SERVER", server.address())
                .replace("FOLDER", config.toString()));
    }

    @Test
    void setsAndListsProfilesWithoutPrintingTokens() throws IOException, InterruptedException {
        ShellResult result = runWithStaging("""
                evenkeel profile set production --server https://keel.example --token-command 'echo other' --confirm
                evenkeel profile list
                evenkeel profile show --json
                evenkeel environment list > FOLDER/answer
                """);

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(server.requests()).containsExactly("GET /api/v1/environments");
        assertThat(result.out())
                .contains("staging (active)", "confirm      yes, before changes on a terminal", "command echo other")
                .containsPattern("staging +\\* +" + server.address() + " +staging +file ")
                .contains(Json.of("'active':true"))
                .doesNotContain(SECRET);
    }

    @Test
    void storesProfilesWithPrivatePermissions() throws IOException, InterruptedException {
        ShellResult result = runWithStaging("");

        assertThat(result.exitCode()).as(result.out()).isZero();
        Path folder = config.resolve("evenkeel");
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("profiles.json"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("tokens/staging"))).isEqualTo("rw-------");
        assertThat(folder.resolve("profiles.json")).content().doesNotContain(SECRET);
    }

    @Test
    void deletesProfileAndToken() throws IOException, InterruptedException {
        ShellResult result = runWithStaging("""
                test -e FOLDER/evenkeel/tokens/staging
                evenkeel profile delete staging && evenkeel profile list
                """);

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).contains("Profile staging deleted.");
        assertThat(result.out().substring(result.out().indexOf("deleted."))).doesNotContain("*");
        assertThat(config.resolve("evenkeel/tokens/staging")).doesNotExist();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void authenticationErrorNamesServerAndTokenSource() throws IOException, InterruptedException {
        server.setStatus(401);
        server.respond(Json.of("{'detail':'This token is not known here.'}"));
        ShellResult result = run("echo x | evenkeel profile set staging --server " + server.address()
                + " --token-stdin >/dev/null; evenkeel --profile staging flag list");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains(
                        "This token is not known here.",
                        "Request to " + server.address() + " (profile staging) with the token from file ",
                        "/tokens/staging (profile staging) failed:");
    }

    @Test
    void connectionErrorNamesAddressSource() throws IOException, InterruptedException {
        ShellResult list = run("EVENKEEL_SERVER=http://127.0.0.1:1 EVENKEEL_TOKEN=t evenkeel flag list");
        assertThat(list.exitCode()).isEqualTo(3);
        assertThat(list.out())
                .contains("The address comes from EVENKEEL_SERVER. To use another server, pass --server or --profile.");
        ShellResult eval = run("EVENKEEL_SERVER=http://127.0.0.1:1 EVENKEEL_TOKEN=t evenkeel flag eval checkout");
        assertThat(eval.exitCode()).isEqualTo(3);
        assertThat(eval.out()).contains("The address comes from EVENKEEL_SERVER.");
    }

    @Test
    void rejectsUnknownProfile() throws IOException, InterruptedException {
        ShellResult result = run("evenkeel flag list --profile nobody");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("No profile \"nobody\" in ").doesNotContain("Usage");
    }

    @Test
    void rejectsInvalidServerAddress() throws IOException, InterruptedException {
        assertThat(run("evenkeel profile set x --server ftp://keel.example").out())
                .contains("Invalid server address \"ftp://keel.example\". Use http://HOST:PORT or https://HOST:PORT");
    }

    @Test
    void rejectsInvalidProfileName() throws IOException, InterruptedException {
        assertThat(run("evenkeel profile set ../x --server http://keel.example").out())
                .contains("Invalid profile name \"../x\". Allowed: letters, digits");
    }

    @Test
    void rejectsReusingTokenForAnotherServer() throws IOException, InterruptedException {
        ShellResult result =
                run("echo x | evenkeel profile set staging --server http://one.example --token-stdin >/dev/null;"
                        + " evenkeel profile set staging --server http://two.example");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("The token of profile staging is for http://one.example.");
    }

    /* Sets a profile that confirms changes, and returns a command that changes something. */
    private String changeWithConfirmation() throws IOException, InterruptedException {
        assumeTrue(Shells.hasPrograms("script"), "no script(1) of util-linux: the test was skipped");
        server.respond(new ReleasePauseListResponse("default", List.of()));
        run("evenkeel profile set production --confirm --token-variable T --server " + server.address());
        return Shells.evenkeel() + " release pause --reason \"payments fail\"";
    }

    private Map<String, String> variables() {
        return Map.of("XDG_CONFIG_HOME", config.toString(), "T", "t");
    }

    @Test
    void cancelsChangeWithoutConfirmation() throws IOException, InterruptedException {
        ShellResult result = Shells.runOnTerminal(changeWithConfirmation(), variables(), "no\n");
        assertThat(result.out())
                .contains("This command changes " + server.address() + " (profile production). Continue? (yes/no)")
                .contains("Canceled. Nothing was changed.");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void runsChangeAfterConfirmation() throws IOException, InterruptedException {
        ShellResult result = Shells.runOnTerminal(changeWithConfirmation(), variables(), "yes\n");
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void doesNotConfirmReadsYesOptionOrPipes() throws IOException, InterruptedException {
        String change = changeWithConfirmation();
        assertThat(Shells.runOnTerminal(change + " --yes", variables(), "").out())
                .doesNotContain("Continue?");
        assertThat(Shells.runOnTerminal(Shells.evenkeel() + " release status", variables(), "")
                        .out())
                .doesNotContain("Continue?");
        assertThat(Shells.run(change, variables()).exitCode()).isZero();
        assertThat(server.requests()).hasSize(3);
    }
}
