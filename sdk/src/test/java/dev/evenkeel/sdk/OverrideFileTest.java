// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationReason;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An override file takes precedence over the flags of the server.
@Timeout(60)
class OverrideFileTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");
    private static final String CLASSIC = Json.of("{'payment-core':'classic'}");

    @TempDir
    Path directory;

    @Test
    void overridesRollout() throws IOException {
        try (var server = new TestServer(3, RolloutFlags.rollout("r", 3, 10_000));
                Evenkeel evenkeel = start(server)) {
            GuardedChange<String, String> change = change(evenkeel);
            assertThat(change.run(ALICE, "x")).isEqualTo("new");
            override(change);
            Evaluation evaluation = evenkeel.evaluate(RolloutFlags.FLAG, ALICE);
            assertThat(evaluation.value()).isEqualTo("c");
            assertThat(evaluation.reason()).isEqualTo(EvaluationReason.STATIC);
            assertThat(evaluation.bySplit()).isFalse();
            assertThat(evenkeel.stats().overridden()).containsExactly(RolloutFlags.FLAG);
        }
    }

    @Test
    void keepsOverrideWhenRevisionChanges() throws IOException {
        try (var server = new TestServer(3, RolloutFlags.rollout("r", 3, 10_000));
                Evenkeel evenkeel = start(server)) {
            GuardedChange<String, String> change = change(evenkeel);
            override(change);
            server.publish(4, RolloutFlags.rollout("r", 4, 10_000));
            await().until(() -> evenkeel.stats().revision() == 4);
            assertThat(change.run(ALICE, "x")).isEqualTo("old");
        }
    }

    @Test
    void restoresRolloutWhenFileIsRemoved() throws IOException {
        try (var server = new TestServer(3, RolloutFlags.rollout("r", 3, 10_000));
                Evenkeel evenkeel = start(server)) {
            GuardedChange<String, String> change = change(evenkeel);
            override(change);
            Files.delete(overrides());
            await().until(() -> change.run(ALICE, "x").equals("new"));
        }
    }

    private Path overrides() {
        return directory.resolve("overrides.json");
    }

    private Evenkeel start(TestServer server) {
        return Evenkeel.start(server.config().overrideFile(overrides()).build());
    }

    /// Writes the file and waits until it applies.
    private void override(GuardedChange<String, String> change) throws IOException {
        Files.writeString(overrides(), CLASSIC);
        await().until(() -> change.run(ALICE, "x").equals("old"));
    }

    @Test
    void appliesFromFirstCallWithoutServer() throws IOException {
        Path file = directory.resolve("overrides.json");
        Files.writeString(file, Json.of("{'payment-core':'modern'}"));
        var config = EvenkeelConfig.builder(URI.create("http://127.0.0.1:1"), "key")
                .overrideFile(file)
                .build();
        try (Evenkeel evenkeel = Evenkeel.start(config)) {
            assertThat(change(evenkeel).run(ALICE, "x")).isEqualTo("new");
            assertThat(evenkeel.evaluate(RolloutFlags.FLAG, ALICE).value()).isEqualTo("modern");
            assertThat(evenkeel.state()).isInstanceOf(SdkState.NotReady.class);
        }
    }

    @Test
    void keepsLastOverridesWhenFileIsInvalid() throws IOException {
        Path file = directory.resolve("overrides.json");
        Files.writeString(file, CLASSIC);
        try (var server = new TestServer(3, RolloutFlags.plain("modern"));
                Evenkeel evenkeel =
                        Evenkeel.start(server.config().overrideFile(file).build())) {
            GuardedChange<String, String> change = change(evenkeel);
            Files.writeString(file, Json.of("{'payment-core':7}"));
            assertThat(change.run(ALICE, "x")).isEqualTo("old");
            Files.writeString(file, "{}");
            await().until(() -> change.run(ALICE, "x").equals("new"));
        }
    }

    private static GuardedChange<String, String> change(Evenkeel evenkeel) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> "old")
                .candidate("modern", argument -> "new")
                .build();
    }
}
