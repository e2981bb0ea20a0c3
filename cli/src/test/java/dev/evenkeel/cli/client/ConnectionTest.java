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

/// Which server is asked, with which token, and who said so.
class ConnectionTest {
    @TempDir
    private Path config;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void keepProfiles() {
        variables.put("XDG_CONFIG_HOME", config.toString());
        var profiles = new TreeMap<String, Profile>();
        profiles.put(
                "staging",
                new Profile(
                        URI.create("https://keel.staging.example"),
                        "staging",
                        new TokenSource.InVariable("STAGED"),
                        false));
        profiles.put(
                "production",
                new Profile(
                        URI.create("https://keel.example"),
                        "production",
                        new TokenSource.FromCommand("printf 'secret-of-production\\nmore\\n'"),
                        true));
        profiles.put("bare", new Profile(URI.create("http://bare.example"), null, null, false));
        new Profiles(Profiles.folder(variables), "staging", profiles).write();
        variables.put("STAGED", "secret-of-staging");
    }

    private Connection of(@Nullable String profile, @Nullable String server, @Nullable String token) {
        return Connection.of(
                new Connection.Options(profile, server == null ? null : URI.create(server), token, null), variables);
    }

    private String token(Connection connection) throws InterruptedException {
        Connection.Said<Connection.Reading> said = connection.token();
        return said == null ? "none" : said.value().token(variables) + " by " + said.by();
    }

    @Test
    void theProfileInUseCountsWhereNothingElseSaysSo() throws InterruptedException {
        Connection found = of(null, null, null);

        assertThat(found.server())
                .isEqualTo(new Connection.Said<>(URI.create("https://keel.staging.example"), "profile staging"));
        assertThat(found.environment()).isEqualTo(new Connection.Said<>("staging", "profile staging"));
        assertThat(token(found)).isEqualTo("secret-of-staging by variable STAGED (profile staging)");
        assertThat(found.confirm()).isFalse();
    }

    @Test
    void variablesGoBeforeTheProfileInUse() throws InterruptedException {
        variables.put("EVENKEEL_TOKEN", "mine");
        variables.put("EVENKEEL_ENVIRONMENT", "prod");

        assertThat(token(of(null, null, null))).isEqualTo("mine by EVENKEEL_TOKEN");
        assertThat(of(null, null, null).environment().by()).isEqualTo("EVENKEEL_ENVIRONMENT");
        assertThat(token(of(null, null, "given"))).isEqualTo("given by --token");
    }

    @Test
    void aProfileThatAnOptionNamesGoesBeforeVariables() throws InterruptedException {
        variables.put("EVENKEEL_SERVER", "http://elsewhere.example");
        variables.put("EVENKEEL_TOKEN", "mine");
        variables.put("EVENKEEL_ENVIRONMENT", "other");
        Connection found = of("production", null, null);

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
    void aProfileOfAVariableGoesBehindVariables() throws InterruptedException {
        variables.put("EVENKEEL_PROFILE", "production");
        variables.put("EVENKEEL_TOKEN", "mine");

        assertThat(of(null, null, null).server().by()).isEqualTo("profile production of EVENKEEL_PROFILE");
        assertThat(token(of(null, null, null))).isEqualTo("mine by EVENKEEL_TOKEN");
    }

    @Test
    void aTokenOfAProfileNeverGoesToAnotherServer() throws InterruptedException {
        assertThat(of(null, "http://elsewhere.example", null).token()).isNull();
        assertThat(of(null, "http://elsewhere.example", null).environment().value())
                .isEqualTo("default");
        variables.put("EVENKEEL_SERVER", "http://elsewhere.example");
        assertThat(of(null, null, null).token()).isNull();
        assertThatThrownBy(() -> of("staging", "http://elsewhere.example", null))
                .isInstanceOf(ProfileProblem.class)
                .hasMessageContaining("leave out --server, or --profile");
    }

    @Test
    void withoutProfilesTheUsualServerIsMeant() {
        variables.put("XDG_CONFIG_HOME", config.resolve("empty").toString());
        Connection found = of(null, null, null);

        assertThat(found.server()).isEqualTo(new Connection.Said<>(URI.create("http://127.0.0.1:8080"), "the default"));
        assertThat(found.token()).isNull();
        assertThatThrownBy(() -> of("nowhere", null, null))
                .hasMessageContaining("There is no profile nowhere in ")
                .hasMessageContaining("profile set nowhere --server URL makes one");
    }

    @Test
    void aTokenFileThatOthersMayReadIsRefused() throws IOException, InterruptedException {
        Path file = Files.writeString(config.resolve("token"), "secret\n");
        var source = new TokenSource.InFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> source.token(variables))
                .isInstanceOf(ProfileProblem.class)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageNotContaining("secret");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(source.token(variables)).isEqualTo("secret");
    }

    @Test
    void profilesThatOthersMayWriteAreRefused() throws IOException {
        Path file = Profiles.folder(variables).resolve("profiles.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

        assertThatThrownBy(() -> of(null, null, null)).hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void aSourceWithoutATokenSaysSo() {
        assertThatThrownBy(() -> new TokenSource.FromCommand("exit 3").token(variables))
                .hasMessageContaining("ended with exit code 3: exit 3");
        assertThatThrownBy(() -> new TokenSource.FromCommand("true").token(variables))
                .hasMessageContaining("There is no token");
        assertThatThrownBy(() -> new TokenSource.InVariable("NOT_SET_HERE").token(variables))
                .hasMessageContaining("NOT_SET_HERE, which is not set");
    }

    @Test
    void aTokenInTheFileOfProfilesIsRefused() throws IOException {
        Path file = Profiles.folder(variables).resolve("profiles.json");
        Files.writeString(file, """
                {"profiles": {"staging": {"server": "https://keel.example", "token": "secret"}}}
                """);

        assertThatThrownBy(() -> of(null, null, null))
                .hasMessageContaining("holds a token itself")
                .hasMessageContaining("--token-stdin")
                .hasMessageNotContaining("secret");
    }
}
