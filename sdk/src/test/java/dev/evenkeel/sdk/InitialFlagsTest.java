// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.internal.persistence.ChecksummedTestFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Flags that apply before the first response of the server.
@Timeout(60)
class InitialFlagsTest {
    private static final String CLASSIC = RolloutFlags.plain("classic");
    private static final String MODERN = RolloutFlags.plain("modern");

    @TempDir
    Path directory;

    private Path bootstrap;
    private Path lastKnown;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        bootstrap = directory.resolve("bootstrap.json");
        lastKnown = directory.resolve("last-known.json");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @Test
    void usesBootstrapFileUntilServerResponds() throws IOException {
        Files.writeString(bootstrap, CLASSIC);
        try (Evenkeel evenkeel = start()) {
            assertThat(variant(evenkeel)).isEqualTo("classic");
            assertThat(evenkeel.stats().revision()).isZero();
            assertThat(evenkeel.state())
                    .isInstanceOfSatisfying(
                            SdkState.Stale.class,
                            state -> assertThat(state.reason()).contains("bootstrap file", "cannot be reached"));
            try (var server = new TestServer(port, 0, MODERN)) {
                await().until(() -> variant(evenkeel).equals("modern"));
                await().until(() -> evenkeel.state().equals(new SdkState.Ready()));
                assertThat(server.streamQueries).contains("deltas=true");
            }
        }
    }

    @Test
    void prefersSnapshotFileOverBootstrapFile() throws IOException {
        Files.writeString(bootstrap, CLASSIC);
        ChecksummedTestFiles.write(lastKnown, WireCodec.encode(new SnapshotMessage("default", 7, MODERN)));
        try (Evenkeel evenkeel = start()) {
            assertThat(variant(evenkeel)).isEqualTo("modern");
            assertThat(evenkeel.stats().revision()).isEqualTo(7);
        }
    }

    @Test
    void usesBootstrapFileWhenSnapshotDefinitionIsInvalid() throws IOException {
        Files.writeString(bootstrap, CLASSIC);
        ChecksummedTestFiles.write(
                lastKnown, Json.of("{'environment':'default','revision':7,'definition':{'flags':7}}"));
        try (Evenkeel evenkeel = start()) {
            assertThat(variant(evenkeel)).isEqualTo("classic");
            assertThat(evenkeel.state().toString())
                    .contains("snapshot file cannot be used", "bootstrap file are active");
            assertThat(evenkeel.stats().snapshotFileFailures()).isEqualTo(1);
        }
    }

    @Test
    void usesBootstrapFileWhenSnapshotFileWasModified() throws IOException {
        Files.writeString(bootstrap, CLASSIC);
        ChecksummedTestFiles.write(lastKnown, WireCodec.encode(new SnapshotMessage("default", 7, MODERN)));
        Files.writeString(
                lastKnown, Files.readString(lastKnown).replace(Json.of("'revision':7"), Json.of("'revision':8")));
        try (Evenkeel evenkeel = start()) {
            assertThat(variant(evenkeel)).isEqualTo("classic");
            assertThat(evenkeel.stats().revision()).isZero();
            assertThat(evenkeel.state().toString())
                    .contains("snapshot file cannot be read", "bootstrap file are active");
            assertThat(evenkeel.stats().snapshotFileFailures()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{\"flags\":{\"f\":{\"state\":\"MAYBE\"}}}", "{\"flags\":{}}\u00ff"})
    void reportsInvalidBootstrapFileInStateWithoutThrowing(String content) throws IOException {
        Files.writeString(bootstrap, content, StandardCharsets.ISO_8859_1);
        try (Evenkeel evenkeel = start()) {
            assertThat(evenkeel.state())
                    .isInstanceOfSatisfying(
                            SdkState.NotReady.class,
                            state -> assertThat(state.reason())
                                    .contains("bootstrap.json cannot be used")
                                    .doesNotContain("\n"));
            try (var server = new TestServer(port, 1, MODERN)) {
                await().until(() -> evenkeel.state().equals(new SdkState.Ready()));
                assertThat(server.streams.get()).isPositive();
            }
        }
    }

    @Test
    void reportsMissingBootstrapFileInState() {
        try (Evenkeel evenkeel = start()) {
            assertThat(evenkeel.state().toString()).contains("bootstrap.json cannot be used", "NoSuchFile");
        }
    }

    private Evenkeel start() {
        return Evenkeel.start(EvenkeelConfig.builder(URI.create("http://127.0.0.1:" + port), TestServer.KEY)
                .snapshotFile(lastKnown)
                .bootstrapFile(bootstrap)
                .build());
    }

    private static String variant(Evenkeel evenkeel) {
        return String.valueOf(evenkeel.evaluate(RolloutFlags.FLAG, EvaluationContext.of("alice"))
                .variant());
    }
}
