// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestCertificate;
import dev.evenkeel.server.TestServer;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// TLS for pages, streams and flagd's sync, and reload of replaced certificates.
final class TlsIT {
    private static final String FLAGS = """
            {"flags":{"%s":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"on"}}}""";

    @TempDir
    private static Path folder;

    private static Path certificateFile;
    private static Path keyFile;
    private static TestCertificate first;
    private static TestCertificate second;
    private static SSLContext trust;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        certificateFile = folder.resolve("tls.crt");
        keyFile = folder.resolve("tls.key");
        first = TestCertificate.create(folder, "RSA");
        second = TestCertificate.create(folder, "EC");
        trust = TestCertificate.trusting(first, second);
        first.write(certificateFile, keyFile);
        System.setProperty("spring.ssl.bundle.watch.file.quiet-period", "100ms");
        server = TestServer.start(
                "--sync-port", "0", "--tls-cert", certificateFile.toString(), "--tls-key", keyFile.toString());
    }

    @AfterAll
    static void stop() {
        System.clearProperty("spring.ssl.bundle.watch.file.quiet-period");
        server.close();
    }

    private static HttpClient client(Version version) {
        return HttpClient.newBuilder().sslContext(trust).version(version).build();
    }

    @ParameterizedTest
    @EnumSource
    void servesRequestsAndStreamsOverHttp1AndHttp2(Version version) throws Exception {
        assertThat(server.output()).contains("Ready https://127.0.0.1:");
        try (HttpClient http = client(version)) {
            HttpResponse<InputStream> opened =
                    http.send(server.asSdk("/sdk/v1/stream").build(), BodyHandlers.ofInputStream());
            assertThat(opened.version()).isEqualTo(version);
            SnapshotChannelRegistry channels = server.bean(SnapshotChannelRegistry.class);
            try (FlagStreamClient stream = new FlagStreamClient(opened)) {
                String text = poll(stream);
                String name = "flag-over-" + version;
                assertThat(text).doesNotContain(name);
                put(http, FLAGS.formatted(name));
                assertThat(poll(stream)).contains(name);

                put(http, FLAGS.formatted("x".repeat(100)));
                assertThat(poll(stream)).contains("xxx");
                await().until(() -> stream.comments() > 0);
            }
            await().until(() -> channels.countOpenStreams() == 0);
        }
    }

    @Test
    void streamsSnapshotsLargerThanHttp2Window() throws Exception {
        try (HttpClient http = client(Version.HTTP_2)) {
            HttpResponse<InputStream> opened =
                    http.send(server.asSdk("/sdk/v1/stream").build(), BodyHandlers.ofInputStream());
            String large = FLAGS.formatted("large")
                    .replaceFirst("\\{", Json.of("{'metadata':{'note':'%s'},", "y".repeat(500_000)));
            put(http, large);
            put(http, large.replace("\"large\"", "\"larger\""));
            try (FlagStreamClient stream = new FlagStreamClient(opened)) {
                String newest = poll(stream);
                while (!newest.contains("\"larger\"")) {
                    newest = poll(stream);
                }
                assertThat(newest).hasSizeGreaterThan(500_000);
            }
        }
    }

    private static String poll(FlagStreamClient stream) throws InterruptedException {
        var snapshot = stream.snapshots().poll(30, TimeUnit.SECONDS);
        assertThat(snapshot).isNotNull();
        return snapshot.definition();
    }

    private static void put(HttpClient http, String definition) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                server.asAdmin("/api/v1/environments/default/flags")
                        .PUT(BodyPublishers.ofString(definition))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void setsHostPrefixedSecureCookie() throws Exception {
        try (HttpClient http = client(Version.HTTP_2)) {
            HttpResponse<String> signedIn = http.send(
                    server.request("/login")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("token=" + TestServer.ADMIN_TOKEN))
                            .build(),
                    BodyHandlers.ofString());
            String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie)
                    .startsWith("__Host-evenkeel_session=")
                    .contains("; Secure", "Path=/;", "HttpOnly", "SameSite=Strict")
                    .doesNotContain("Domain");
            assertThat(signedIn.headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
            String pair = cookie.split(";", 2)[0];
            assertThat(status(http, pair)).isEqualTo(200);
            assertThat(status(http, pair.replace("__Host-", ""))).isEqualTo(401);
        }
    }

    private static int status(HttpClient http, String cookie) throws IOException, InterruptedException {
        return http.send(
                        server.request("/api/v1/rollouts")
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void reloadsReplacedCertificates() throws Exception {
        assertThat(serials()).containsOnly(first.certificate().getSerialNumber());
        /* A key without its certificate is not used. */
        TestCertificate.replace(keyFile, second.keyPem());
        TestCertificate.replace(certificateFile, second.certificatePem());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(serials()).containsOnly(second.certificate().getSerialNumber()));
        callFlagd(second);
        first.write(certificateFile, keyFile);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(serials()).containsOnly(first.certificate().getSerialNumber()));
        callFlagd(first);
    }

    /* Serial numbers of the certificates on both ports. */
    private static List<BigInteger> serials() throws IOException {
        return List.of(serial(server.uri("/").getPort()), serial(server.syncPort()));
    }

    private static BigInteger serial(int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private static void callFlagd(TestCertificate trusted) throws Exception {
        Path ca = folder.resolve("ca.pem");
        TestCertificate.replace(ca, trusted.certificatePem());
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + TestServer.SDK_KEY);
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1",
                        server.syncPort(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(ca.toFile())
                                .build())
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
        try (FlagdSyncClient reader = new FlagdSyncClient(channel)) {
            reader.read(1);
            await().until(() -> reader.received() == 1);
        } finally {
            channel.shutdownNow();
        }
    }
}
