// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The command line and the SDK with a server that has a certificate of a private authority, set up as
/// docs/guides/deploy-to-production.md says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsClientsIT {
    private static final String PASSWORD = "changeit";
    private static final String FLAG = """
            {"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"%s"}""";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private ChildProcess server;
    private URI address;

    @BeforeAll
    void start() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                path("server.p12"));
        keytool("-exportcert", "-rfc", "-alias", "server", "-file", path("ca.pem"), "-keystore", path("server.p12"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "evenkeel",
                "-file",
                path("ca.pem"),
                "-keystore",
                path("trust.p12"));
        byte[] key = load("server.p12").getKey("server", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                folder.resolve("tls.key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(folder.resolve("flags.json"), Json.of("{'flags':{'checkout':%s}}", FLAG.formatted("off")));
        Files.writeString(folder.resolve("server.yaml"), """
                evenkeel:
                  port: 0
                  data: %s
                  flags: %s
                """.formatted(path("data"), path("flags.json")));
        server = ChildProcess.start(
                new ChildProcess.ProgramLocation(Repository.root(), "server", "dev.evenkeel.server.EvenkeelServer"),
                folder.resolve("data"),
                List.of("--config", path("server.yaml"), "--tls-cert", path("ca.pem")),
                Map.of(
                        "EVENKEEL_TLS_KEY", path("tls.key"),
                        "EVENKEEL_ADMIN_TOKEN", FlagServer.ADMIN_TOKEN,
                        "EVENKEEL_SDK_KEY", FlagServer.SDK_KEY));
        address = server.awaitReady(START_LIMIT);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static KeyStore load(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private record CommandResult(int exitCode, String out, String err) {}

    private CommandResult evenkeel(String javaOptions, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(Repository.root().resolve("evenkeel").toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("EVENKEEL_"));
        builder.environment()
                .putAll(Map.of(
                        "EVENKEEL_BUILD",
                        "no",
                        "EVENKEEL_SERVER",
                        address.toString(),
                        "EVENKEEL_TOKEN",
                        FlagServer.ADMIN_TOKEN,
                        "EVENKEEL_JAVA_OPTIONS",
                        javaOptions,
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        int exitCode = builder.start().waitFor();
        return new CommandResult(
                exitCode, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    @Test
    void updatesFlagWithCliAndReceivesItInSdkOverTls() throws Exception {
        assertThat(address.getScheme()).isEqualTo("https");
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(trustingSslContext());
        try (Evenkeel evenkeel = Evenkeel.start(
                EvenkeelConfig.builder(address, FlagServer.SDK_KEY).build())) {
            assertThat(isOn(evenkeel)).isFalse();
            Path file = Files.writeString(folder.resolve("checkout.json"), FLAG.formatted("on"));
            CommandResult updated = evenkeel(
                    "-Djavax.net.ssl.trustStore=" + path("trust.p12") + " -Djavax.net.ssl.trustStorePassword="
                            + PASSWORD,
                    "flag",
                    "update",
                    "checkout",
                    file.toString(),
                    "--reason",
                    "over TLS");
            assertThat(updated.exitCode()).as(updated.err()).isZero();
            assertThat(updated.err()).doesNotContain("Warning");
            await().atMost(Duration.ofSeconds(30)).until(() -> isOn(evenkeel));
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void rejectsUnknownCertificateAuthorityInCli() throws Exception {
        CommandResult rejected = evenkeel("", "flag", "list");
        assertThat(rejected.exitCode()).isEqualTo(3);
        assertThat(rejected.out()).isEmpty();
        assertThat(rejected.err()).contains(address.toString());
    }

    private static SSLContext trustingSslContext() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load("trust.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static boolean isOn(Evenkeel evenkeel) {
        return evenkeel.evaluate("checkout", EvaluationContext.of("customer-1")).booleanOr(false);
    }
}
