// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DeltaDeliveryTest {
    private static final long SEED = 20261124;
    private static final String CLASSIC = RolloutFlags.plain("classic");
    private static final String MODERN = RolloutFlags.plain("modern");

    @TempDir
    Path directory;

    @Test
    void deltasYieldSameFlagsAsFullDefinition() {
        var random = new Random(SEED);
        try (var server = new TestServer(1, randomDefinition(random));
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            for (int revision = 2; revision <= 40; revision++) {
                server.publishDelta(revision, randomDefinition(random));
                awaitRevision(evenkeel, revision);
                var whole = new FakeEvenkeel();
                whole.load(server.snapshot.definition());
                assertThat(evaluations(evenkeel))
                        .as("seed %d, revision %d", SEED, revision)
                        .isEqualTo(evaluations(whole));
            }
            assertThat(server.streams.get()).isEqualTo(1);
            assertThat(server.polls).isEmpty();
            await().untilAsserted(() -> assertThat(server.acks)
                    .extracting(RevisionAckMessage::revision)
                    .contains(40L));
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: delta\ndata: nonsense\n\n",
                "event: delta\ndata: {\"environment\":\"default\",\"from\":2,\"revision\":3,"
                        + "\"digest\":\"0000000000000000\",\"flags\":{},\"removed\":[]}\n\n",
                "event: delta\ndata: {\"environment\":\"default\",\"from\":1,\"revision\":3,"
                        + "\"digest\":\"0000000000000000\",\"flags\":{},\"removed\":[]}\n\n",
                "event: delta\ndata: {\"environment\":\"other\",\"from\":1,\"revision\":3,"
                        + "\"digest\":\"0000000000000000\",\"flags\":{},\"removed\":[]}\n\n"
            })
    void fetchesFullDefinitionWhenDeltaDoesNotApply(String misfit) {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.snapshot = new SnapshotMessage("default", 3, MODERN);
            server.sendRawEvent(misfit);
            awaitRevision(evenkeel, 3);
            assertThat(variant(evenkeel)).isEqualTo("modern");
            await().until(() -> server.openStreams() == 2);
            server.publishDelta(4, CLASSIC);
            awaitRevision(evenkeel, 4);
            assertThat(variant(evenkeel)).isEqualTo("classic");
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }

    @Test
    void ignoresOlderDelta() {
        try (var server = new TestServer(5, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.sendRawEvent(
                    TestServer.event(new DeltaMessage("default", 3, 4, 0, null, Map.of(), List.of(), null)));
            server.publishDelta(6, CLASSIC);
            awaitRevision(evenkeel, 6);
            assertThat(server.streams.get()).isEqualTo(1);
        }
    }

    @Test
    void sendsCurrentTagOnReconnectAndKeepsConfirmedFlags() {
        try (var server = new TestServer(5, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.endStreams();
            await().until(() -> server.acks.size() >= 2);
            String tag = FlagSet.of(server.snapshot).tag();
            assertThat(server.streamQueries).containsExactly("deltas=true", "deltas=true&have=" + tag);
            assertThat(server.acks).extracting(RevisionAckMessage::revision).containsOnly(5L);
            assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready());
        }
    }

    @Test
    void fetchesChangedContentOfSameRevisionAfterReconnect() {
        try (var server = new TestServer(5, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.snapshot = new SnapshotMessage("default", 5, CLASSIC);
            server.endStreams();
            await().until(() -> variant(evenkeel).equals("classic"));
            assertThat(evenkeel.stats().revision()).isEqualTo(5);
        }
    }

    @Test
    void brokenRuleInDeltaAffectsOnlyItsFlag() {
        String broken = """
                {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on", "targeting": {"nope": []}}""";
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.publishDelta(2, withFlag(CLASSIC, "one", broken));
            awaitRevision(evenkeel, 2);
            server.publishDelta(
                    3, withFlag(MODERN, "one", broken).replaceFirst("\\{", Json.of("{'metadata': {'team': 'core'},")));
            awaitRevision(evenkeel, 3);

            assertThat(variant(evenkeel)).isEqualTo("modern");
            assertThat(evenkeel.evaluate("one", EvaluationContext.EMPTY).errorCode())
                    .isEqualTo(EvaluationErrorCode.PARSE_ERROR);
            assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready());
        }
    }

    private static String withFlag(String definition, String key, String flag) {
        return definition.replaceFirst("\"flags\"\\s*:\\s*\\{", Json.of("'flags': {'%s': %s,", key, flag));
    }

    @Test
    void reportsErrorAndKeepsFlagsOnInvalidDelta() {
        try (var server = new TestServer(1, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.publishDelta(2, Json.of("{'flags':{'payment-core':{'state':'MAYBE'}}}"));
            await().until(() -> evenkeel.state() instanceof SdkState.InError);
            assertThat(variant(evenkeel)).isEqualTo("modern");
            server.publishDelta(3, CLASSIC);
            awaitRevision(evenkeel, 3);
            await().untilAsserted(() -> assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready()));
        }
    }

    @Test
    void persistsFullDefinitionAfterDelta() throws Exception {
        Path file = directory.resolve("flags.json");
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel =
                        Evenkeel.start(server.config().snapshotFile(file).build())) {
            awaitRevision(evenkeel, 1);
            server.publishDelta(2, MODERN);
            await().until(() -> Files.exists(file) && Files.readString(file).contains(Json.of("'revision':2")));
        }
        try (var server = new TestServer(2, MODERN);
                Evenkeel evenkeel =
                        Evenkeel.start(server.config().snapshotFile(file).build())) {
            assertThat(server.streamQueries)
                    .containsExactly(
                            "deltas=true&have=" + FlagSet.of(server.snapshot).tag());
            assertThat(variant(evenkeel)).isEqualTo("modern");
            assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready());
        }
    }

    /// Some of the flags `f0` to `f9`, one rule that they share, and metadata that changes seldom.
    private static String randomDefinition(Random random) {
        String flags = IntStream.range(0, 10)
                .filter(i -> random.nextInt(4) > 0)
                .mapToObj(i -> Json.of("""
                        'f%s':{'state':'ENABLED','variants':{'on':1.0,'off':1},'defaultVariant':'%s',\
                        'targeting':{'if':[{'$ref':'vip'},'on',null]}}""", i, (random.nextBoolean() ? "on" : "off")))
                .collect(Collectors.joining(","));
        return Json.of("""
                {'flags':{%s},'metadata':{'n':%d},\
                '$evaluators':{'vip':{'==':[{'var':'targetingKey'},'%d']}}}""", flags, random.nextInt(2), random.nextInt(2));
    }

    private static List<String> evaluations(Evenkeel evenkeel) {
        return IntStream.range(0, 20)
                .mapToObj(i -> evenkeel.evaluate("f" + i / 2, EvaluationContext.of("" + i % 2)))
                .map(evaluation -> evaluation.variant() + " " + evaluation.value() + " " + evaluation.errorCode() + " "
                        + evaluation.flagMetadata())
                .toList();
    }

    private static void awaitRevision(Evenkeel evenkeel, long revision) {
        await().until(() -> evenkeel.stats().revision() == revision);
    }

    private static String variant(Evenkeel evenkeel) {
        return String.valueOf(evenkeel.evaluate(RolloutFlags.FLAG, EvaluationContext.of("alice"))
                .variant());
    }
}
