// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server and token that a command uses, and their sources.
class ConnectionSettingsTest {
    @TempDir
    private Path config;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void writeProfiles() {
        variables.put("XDG_CONFIG_HOME", config.toString());
        var profiles = new TreeMap<String, ServerProfile>();
        profiles.put(
                "staging",
                new ServerProfile(
                        URI.create("https://keel.staging.example"),
                        "staging",
                        new TokenSource.TokenVariable("STAGED"),
                        false));
        profiles.put(
                "production",
                new ServerProfile(
                        URI.create("https://keel.example"),
                        "production",
                        new TokenSource.TokenShellCommand("printf 'secret-of-production\\nmore\\n'"),
                        true));
        profiles.put("bare", new ServerProfile(URI.create("http://bare.example"), null, null, false));
        new ServerProfileStore(ServerProfileStore.folder(variables), "staging", profiles).write();
        variables.put("STAGED", "secret-of-staging");
    }

    private ConnectionSettings of(@Nullable String profile, @Nullable String server, @Nullable String token) {
        return ConnectionSettings.of(
                new ConnectionSettings.ConnectionArguments(
                        profile, server == null ? null : URI.create(server), token, null),
                variables);
    }

    private String token(ConnectionSettings connection) throws InterruptedException {
        ConnectionSettings.SourcedValue<ConnectionSettings.TokenReader> said = connection.token();
        return said == null ? "none" : said.value().token(variables) + " by " + said.source();
    }

    @Test
    void usesActiveProfileByDefault() throws InterruptedException {
        ConnectionSettings found = of(null, null, null);

        assertThat(found.server())
                .isEqualTo(new ConnectionSettings.SourcedValue<>(
                        URI.create("https://keel.staging.example"), "profile staging"));
        assertThat(found.environment()).isEqualTo(new ConnectionSettings.SourcedValue<>("staging", "profile staging"));
        assertThat(token(found)).isEqualTo("secret-of-staging by variable STAGED (profile staging)");
        assertThat(found.confirm()).isFalse();
    }

    @Test
    void prefersVariablesOverActiveProfile() throws InterruptedException {
        variables.put("EVENKEEL_TOKEN", "mine");
        variables.put("EVENKEEL_ENVIRONMENT", "prod");

        assertThat(token(of(null, null, null))).isEqualTo("mine by EVENKEEL_TOKEN");
        assertThat(of(null, null, null).environment().source()).isEqualTo("EVENKEEL_ENVIRONMENT");
        assertThat(token(of(null, null, "given"))).isEqualTo("given by --token");
    }

    @Test
    void prefersProfileOptionOverVariables() throws InterruptedException {
        variables.put("EVENKEEL_SERVER", "http://elsewhere.example");
        variables.put("EVENKEEL_TOKEN", "mine");
        variables.put("EVENKEEL_ENVIRONMENT", "other");
        ConnectionSettings found = of("production", null, null);

        assertThat(found.server().value()).hasToString("https://keel.example");
        assertThat(found.environment().value()).isEqualTo("production");
        assertThat(token(found))
                .startsWith("secret-of-production by command printf")
                .endsWith("(profile production)");
        assertThat(found.confirm()).isTrue();
        assertThat(token(of("bare", null, null))).isEqualTo("mine by EVENKEEL_TOKEN");
        assertThat(of("bare", null, null).environment().value()).isEqualTo("other");
    }

    @Test
    void prefersVariablesOverProfileFromVariable() throws InterruptedException {
        variables.put("EVENKEEL_PROFILE", "production");
        variables.put("EVENKEEL_TOKEN", "mine");

        assertThat(of(null, null, null).server().source()).isEqualTo("profile production from EVENKEEL_PROFILE");
        assertThat(token(of(null, null, null))).isEqualTo("mine by EVENKEEL_TOKEN");
    }

    @Test
    void neverSendsProfileTokenToAnotherServer() throws InterruptedException {
        assertThat(of(null, "http://elsewhere.example", null).token()).isNull();
        assertThat(of(null, "http://elsewhere.example", null).environment().value())
                .isEqualTo("default");
        variables.put("EVENKEEL_SERVER", "http://elsewhere.example");
        assertThat(of(null, null, null).token()).isNull();
        assertThatThrownBy(() -> of("staging", "http://elsewhere.example", null))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining("--profile and --server cannot be combined");
    }

    @Test
    void usesDefaultServerWithoutProfiles() {
        variables.put("XDG_CONFIG_HOME", config.resolve("empty").toString());
        ConnectionSettings found = of(null, null, null);

        assertThat(found.server())
                .isEqualTo(new ConnectionSettings.SourcedValue<>(
                        URI.create("http://127.0.0.1:8080"), "the built-in default"));
        assertThat(found.token()).isNull();
        assertThatThrownBy(() -> of("nowhere", null, null))
                .hasMessageContaining("No profile \"nowhere\" in ")
                .hasMessageContaining("To create it: ./evenkeel profile set nowhere --server URL");
    }

    @Test
    void rejectsTokenFileReadableByOthers() throws IOException, InterruptedException {
        Path file = Files.writeString(config.resolve("token"), "secret\n");
        var source = new TokenSource.TokenFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> source.readToken(variables))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageNotContaining("secret");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(source.readToken(variables)).isEqualTo("secret");
    }

    @Test
    void rejectsProfileFileWritableByOthers() throws IOException {
        Path file = ServerProfileStore.folder(variables).resolve("profiles.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

        assertThatThrownBy(() -> of(null, null, null)).hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void reportsTokenSourceWithoutToken() {
        assertThatThrownBy(() -> new TokenSource.TokenShellCommand("exit 3").readToken(variables))
                .hasMessageContaining("failed with exit code 3: exit 3");
        assertThatThrownBy(() -> new TokenSource.TokenShellCommand("true").readToken(variables))
                .hasMessageContaining("No token from command true");
        assertThatThrownBy(() -> new TokenSource.TokenVariable("NOT_SET_HERE").readToken(variables))
                .hasMessageContaining("NOT_SET_HERE, which is not set");
    }

    @Test
    void rejectsTokenInProfileFile() throws IOException {
        Path file = ServerProfileStore.folder(variables).resolve("profiles.json");
        Files.writeString(file, """
                {"profiles": {"staging": {"server": "https://keel.example", "token": "secret"}}}
                """);

        assertThatThrownBy(() -> of(null, null, null))
                .hasMessageContaining("Profile staging contains a token")
                .hasMessageContaining("--token-stdin")
                .hasMessageNotContaining("secret");
    }
}
