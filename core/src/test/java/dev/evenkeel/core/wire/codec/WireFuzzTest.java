// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.DefinitionParts;
import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.JsonMembers;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Fuzzes messages between SDK and server, in both directions.
@Tag("one-jdk")
final class WireFuzzTest {
    private static final String DEFINITION = Json.of("""
                    {'$evaluators':{'a':true},'flags':{'f':{'state':'ENABLED','variants':{'on':true,\
                    'off':1.50}},'g':{}},'metadata':{'x':1}}""");

    private static Fuzzer fuzz(String name) {
        return Fuzzer.of(name, InputDialect.JSON).expectRejection(MalformedMessageException.class);
    }

    private static String batch() {
        var latency = new LatencyHistogram();
        latency.record(900, 2);
        var split = new SplitKey("r-7", 41, SplitSide.CANDIDATE);
        var summary = new OutcomeSummary(
                "payment-core",
                "modern",
                split,
                2,
                1,
                latency,
                List.of(new UnitFirstEvent(255, 412)),
                List.of(new UnitTrial(1, true, 259)),
                List.of(2L),
                List.of());
        var batch = new OutcomeBatch("0b6e", 17, Instant.parse("2026-01-01T00:00:00Z"), 3, List.of(summary));
        return new String(WireCodec.encode(batch), UTF_8);
    }

    @Test
    void decodesOrRejectsFuzzedBatches() {
        var fuzzReport = fuzz("outcome batches").samples(batch()).run(input -> {
            OutcomeBatch batch = WireCodec.decodeBatch(input.bytes());
            assertThat(WireCodec.decodeBatch(WireCodec.encode(batch))).isEqualTo(batch);
        });
        assertThat(fuzzReport.read()).isPositive();
    }

    @Test
    void decodesOrRejectsFuzzedCallReports() throws IOException {
        var fuzzReport = fuzz("reports of calls")
                .samples(Files.readString(Path.of("../spec/outcomes/report.json")))
                .run(input -> {
                    OutcomeBatch batch = WireCodec.decodeCalls(input.bytes()).toBatch(Instant.EPOCH);
                    assertThat(WireCodec.decodeBatch(WireCodec.encode(batch))).isEqualTo(batch);
                });
        assertThat(fuzzReport.read()).isPositive();
    }

    @Test
    void decodesOrRejectsFuzzedSmallMessages() {
        fuzz("small messages")
                .samples(
                        Json.of("{'instance':'0b6e','revision':41}"),
                        Json.of("{'instance':'0b6e','flags':{'checkout':['on','off'],'g':[]}}"),
                        Json.of("{'checkout':'on'}"),
                        Json.of("{'unjudged':[{'rollout':'r-1','seconds':60}]}"),
                        Json.of("{'id':'rc-1'}"),
                        Json.of("""
                                {'trips':[{'process':'p','rollout':'r','revision':1,'cause':'ceiling',\
                                'at':'2026-01-01T00:00:00Z','candidateFailures':9,'candidateCalls':9,\
                                'controlFailures':0}]}"""))
                .run(input -> {
                    byte[] bytes = input.bytes();
                    switch ((int) (input.seed() % 6)) {
                        case 0 ->
                            assertThat(WireCodec.decodeAck(WireCodec.encode(WireCodec.decodeAck(bytes))))
                                    .isNotNull();
                        case 1 ->
                            assertThat(WireCodec.decodeUsage(WireCodec.encode(WireCodec.decodeUsage(bytes))))
                                    .isNotNull();
                        case 2 -> WireCodec.decodeOverrides(bytes);
                        case 3 -> WireCodec.decodeUnevaluated(bytes);
                        case 4 -> WireCodec.decodePassName(bytes);
                        default -> WireCodec.decodeTrips(WireCodec.encodeTrips(WireCodec.decodeTrips(bytes)));
                    }
                });
    }

    @Test
    void decodesOrRejectsFuzzedSnapshots() {
        fuzz("snapshots")
                .samples(Json.of("{'environment':'default','revision':7,'definition':%s}", DEFINITION))
                .run(input -> {
                    SnapshotMessage snapshot = WireCodec.decodeSnapshot(input.text());
                    SnapshotMessage again = WireCodec.decodeSnapshot(WireCodec.encode(snapshot));
                    assertThat(again.definition()).isEqualTo(JsonMembers.toSingleLine(snapshot.definition()));
                    FlagSet.of(snapshot);
                });
    }

    @Test
    void decodesOrRejectsFuzzedDeltas() {
        FlagSet base = FlagSet.of(new SnapshotMessage("default", 7, DEFINITION));
        FlagSet next = FlagSet.of(new SnapshotMessage(
                "default",
                8,
                DEFINITION
                        .replace("1.50", "2")
                        .replace(Json.of(",'g':{}"), "")
                        .replace(Json.of("'x':1"), Json.of("'x':2"))));
        String delta = WireCodec.encode(DeltaMessage.between(base, next));
        fuzz("deltas").samples(delta).run(input -> {
            DeltaMessage read = WireCodec.decodeDelta(input.text());
            WireCodec.decodeDelta(WireCodec.encode(read));
        });
    }

    @Test
    void splitsOrRejectsFuzzedDefinitions() {
        fuzz("parts of definitions").samples(DEFINITION).run(input -> {
            DefinitionParts parts = DefinitionParts.parse(input.text());
            assertThat(DefinitionParts.parse(parts.toJson()).digest()).isEqualTo(parts.digest());
        });
    }

    @Test
    void decodesOrRejectsFuzzedLatencyHistograms() {
        var sketch = new LatencyHistogram();
        sketch.record(1);
        sketch.record(900, 1_000);
        sketch.record(60_000_000);
        Fuzzer.of("latencies", InputDialect.TEXT)
                .samples(sketch.encode(), new LatencyHistogram().encode())
                .expectRejection(IllegalArgumentException.class)
                .run(input -> {
                    LatencyHistogram read = LatencyHistogram.decode(input.text());
                    assertThat(LatencyHistogram.decode(read.encode())).isEqualTo(read);
                });
    }
}
