// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.net.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Keycloak on a free port of loopback with one realm: `anna` is in group `sre`, `bert` in none, both
/// have the password `secret`; the client is `evenkeel`. The build downloads and unpacks Keycloak.
public final class RealKeycloak implements AutoCloseable {
    public static final String CLIENT_SECRET = "client-secret-of-the-tests";
    public static final String PASSWORD = "secret";
    private static final Path HOME = Path.of("target", "keycloak");
    private static final long LONGEST_START_SECONDS = 300;

    private static final String REALM = """
            {"realm":"bank","enabled":true,"sslRequired":"none","groups":[{"name":"sre"}],
             "users":[%s,%s],
             "clients":[{"clientId":"evenkeel","enabled":true,"protocol":"openid-connect","publicClient":false,
               "secret":"%s","standardFlowEnabled":true,"redirectUris":["http://127.0.0.1:*"],
               "attributes":{"pkce.code.challenge.method":"S256"},
               "protocolMappers":[{"name":"groups","protocol":"openid-connect",
                 "protocolMapper":"oidc-group-membership-mapper",
                 "config":{"claim.name":"groups","full.path":"false","id.token.claim":"true"}}]}]}
            """.formatted(user("anna", "\"/sre\""), user("bert", ""), CLIENT_SECRET);

    private final Process process;
    private final int port;

    private RealKeycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    private static String user(String name, String groups) {
        return """
            {"username":"%1$s","enabled":true,"email":"%1$s@bank.example","emailVerified":true,"firstName":"%1$s",
             "lastName":"Example","credentials":[{"type":"password","value":"%2$s"}],"groups":[%3$s]}
            """.formatted(name, PASSWORD, groups);
    }

    /// Starts Keycloak and waits until its realm is available.
    public static RealKeycloak start() throws IOException {
        Path program = find();
        Path imported = Files.createDirectories(program.resolve(Path.of("data", "import")));
        Files.writeString(imported.resolve("bank.json"), REALM);
        int port = FreePort.find();
        ProcessBuilder builder = new ProcessBuilder(
                        program.resolve(Path.of("bin", "kc.sh")).toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolve("log.txt").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1 -Xmx512m");
        RealKeycloak keycloak = new RealKeycloak(builder.start(), port);
        keycloak.awaitRealm();
        return keycloak;
    }

    private static Path find() throws IOException {
        try (Stream<Path> unpacked = Files.list(HOME)) {
            Path program = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
            return program.toAbsolutePath();
        }
    }

    private void awaitRealm() {
        await().atMost(LONGEST_START_SECONDS, SECONDS)
                .pollInterval(200, MILLISECONDS)
                .until(this::isRealmAvailable);
    }

    private boolean isRealmAvailable() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended, see " + HOME.resolve("log.txt"));
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metadata = URI.create(issuer() + "/.well-known/openid-configuration");
            return http.send(HttpRequest.newBuilder(metadata).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// Returns the URL of the realm.
    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/bank";
    }

    /// Stops Keycloak. Its script replaces itself with Java, so this is the right process.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
