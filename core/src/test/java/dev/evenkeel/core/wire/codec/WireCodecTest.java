// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.MalformedMessageException.Kind;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.ReconciliationPassReport;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireCodecTest {
    private static final long SEED = 20260102;

    @Test
    void roundTripsBatch() {
        var random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            OutcomeBatch batch = randomBatch(random);
            assertThat(WireCodec.decodeBatch(WireCodec.encode(batch)))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(batch);
        }
    }

    @Test
    void encodesBatchAsDocumented() {
        var latency = new LatencyHistogram();
        latency.record(900);
        var split = new SplitKey("r-7", 41, SplitSide.CONTROL);
        var failed = List.of(new UnitFirstEvent(0x00000000000000ffL, 412));
        var trials = List.of(new UnitTrial(0x0102030405060708L, true, 259));
        var summary = new OutcomeSummary(
                "payment-core", "classic", split, 1, 1, latency, failed, trials, List.of(), List.of());
        var batch = new OutcomeBatch("0b6e", 17, Instant.parse("2026-01-01T00:00:00Z"), 3, List.of(summary));
        assertThat(encoded(batch)).isEqualTo(Json.of("""
                {'instance':'0b6e','sequence':17,'sentAt':'2026-01-01T00:00:00Z','dropped':3,\
                'summaries':[{'flag':'payment-core','variant':'classic','rollout':'r-7',\
                'revision':41,'role':'control','calls':1,'failures':1,'latency':'%s',\
                'failedUnits':[{'unit':'00000000000000ff','ageMillis':412}],'trials':'AQIDBAUGBwgBAQM='}]}""", latency.encode()));
    }

    private static OutcomeBatch keyedBatch() {
        var summary = new OutcomeSummary(
                "payment-core",
                "modern",
                new SplitKey("r-7", 41, SplitSide.CANDIDATE, true),
                0,
                0,
                new LatencyHistogram(),
                List.of(),
                List.of(),
                List.of(7L),
                List.of());
        return new OutcomeBatch(
                "i",
                1,
                Instant.EPOCH,
                0,
                List.of(summary),
                List.of(new ExperimentSummary("x-1", List.of(), List.of(), true)),
                List.of(),
                List.of());
    }

    private static String encoded(OutcomeBatch batch) {
        return new String(WireCodec.encode(batch), UTF_8);
    }

    private static OutcomeBatch decoded(String json) {
        return WireCodec.decodeBatch(json.getBytes(UTF_8));
    }

    @Test
    void roundTripsKeyedSummaries() {
        assertThat(decoded(encoded(keyedBatch()))).isEqualTo(keyedBatch());
    }

    @Test
    void treatsMissingKeyedAsFalse() {
        OutcomeBatch older = decoded(encoded(keyedBatch()).replace(Json.of("'keyed':true,"), ""));
        assertThat(older.summaries().get(0).split()).isEqualTo(new SplitKey("r-7", 41, SplitSide.CANDIDATE));
        assertThat(older.experiments().get(0).keyed()).isFalse();
    }

    @Test
    void rejectsNonBooleanKeyed() {
        String json = encoded(keyedBatch()).replace(Json.of("'keyed':true"), Json.of("'keyed':1"));
        assertThat(decodeError(json).problems()).contains("summaries[0].keyed: must be a boolean");
    }

    private static OutcomeBatch batchWithDifferences() {
        var difference = new ShadowDifference("r-7", 41, List.of("total", "lines.amount"), null);
        var none = new ShadowDifference("r-7", 41, List.of(), "java.io.IOException");
        return new OutcomeBatch("i", 1, Instant.EPOCH, 0, List.of(), List.of(), List.of(), List.of(difference, none));
    }

    @Test
    void roundTripsShadowDifferences() {
        assertThat(decoded(encoded(batchWithDifferences()))).isEqualTo(batchWithDifferences());
    }

    @Test
    void writesEmptyValuesForOlderServers() {
        assertThat(encoded(batchWithDifferences())).contains(Json.of("'control':'','candidate':''"));
    }

    @Test
    void ignoresValuesFromOlderSdks() {
        String older = Json.of("""
                {'instance':'i','sequence':1,'sentAt':'2026-01-01T00:00:00Z','dropped':0,'summaries':[],
                 'differences':[{'rollout':'r-7','revision':41,'control':'alice: 100','candidate':'alice: 101'}]}""");
        assertThat(decoded(older).differences()).containsExactly(new ShadowDifference("r-7", 41, List.of(), null));
    }

    private static OutcomeSummary summaryWithBegunTrials() {
        return new OutcomeSummary(
                "payment-core",
                "modern",
                new SplitKey("r-7", 41, SplitSide.CANDIDATE),
                0,
                0,
                new LatencyHistogram(),
                List.of(),
                List.of(),
                List.of(0x0102030405060708L, -1L),
                List.of());
    }

    @Test
    void roundTripsBegunTrials() {
        String json = encoded(batchOf(summaryWithBegunTrials()));
        assertThat(json).contains(Json.of("'begun':'AQIDBAUGBwj//////////w=='"));
        assertThat(decoded(json).summaries()).containsExactly(summaryWithBegunTrials());
    }

    @Test
    void rejectsPartialUnits() {
        String json = encoded(batchOf(summaryWithBegunTrials())).replace("AQIDBAUGBwj//////////w==", "AQID");
        assertThat(decodeError(json).problems())
                .containsExactly("summaries[0].begun: must contain 8 bytes for each unit, got 3 bytes");
    }

    @Test
    void roundTripsExperimentSummaries() {
        var exposed = new ExperimentSummary.VariantExposures(
                "blue", List.of(new ExperimentExposure(-7, 412, 3.5), new ExperimentExposure(8, 0, Double.NaN)));
        var measured = new ExperimentSummary.MetricOutcomes("basket", List.of(new UnitOutcome(-7, 20, 2, 99.95)));
        var batch = new OutcomeBatch(
                "i",
                1,
                Instant.EPOCH,
                0,
                List.of(),
                List.of(new ExperimentSummary("x-1", List.of(exposed), List.of(measured))),
                List.of(),
                List.of());
        byte[] json = WireCodec.encode(batch);
        assertThat(WireCodec.decodeBatch(json)).isEqualTo(batch);
        assertThat(new String(json, UTF_8)).endsWith(Json.of("""
                        'summaries':[],'experiments':[{'experiment':'x-1','exposures':[{'variant':'blue',\
                        'units':'//////////kAAAGcQAwAAAAAAAAAAAAAAAAACAAAAAB/+AAAAAAAAA=='}],'outcomes':[\
                        {'metric':'basket','units':'//////////kAAAAUAAAAAkBY/MzMzMzN'}]}]}"""));
    }

    @Test
    void rejectsMalformedExperimentSummaries() {
        String json = Json.of("""
                {'instance':'i','sequence':1,'sentAt':'2026-01-01T00:00:00Z','dropped':0,'summaries':[],
                 'experiments':[{'experiment':'','exposures':[{'variant':'a','units':'AAAA'}],
                 'outcomes':[{'metric':'m','units':'?'}]}]}""");
        assertThat(decodeError(json).problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("must contain 20 bytes for each unit"))
                .anyMatch(problem -> problem.contains("experiments[0].outcomes[0].units"));
    }

    @Test
    void omitsSplitFieldsForSummaryWithoutSplit() {
        var summary = new OutcomeSummary(
                "f", "on", null, 0, 0, new LatencyHistogram(), List.of(), List.of(), List.of(), List.of());
        String json = encoded(batchOf(summary));
        assertThat(json).doesNotContain("rollout", "revision", "role", "failedUnits", "trials");
        assertThat(decoded(json).summaries()).containsExactly(summary);
    }

    @Test
    void ignoresUnknownFields() {
        String json = Json.of("""
                {'later':{'a':[1,2.5,null,true]},'instance':'i','sequence':1,
                 'sentAt':'2026-01-01T00:00:00Z','dropped':0,'summaries':[]}""");
        assertThat(decoded(json).instance()).isEqualTo("i");
    }

    @Test
    void rejectsInvalidJson() {
        for (String json : List.of(
                "", " ", "{", Json.of("{'a':1}}"), Json.of("{'a':1,'a':2}"), "\u0000", Json.of("{'a':01}"), "nul")) {
            MalformedMessageException error = decodeError(json);
            assertThat(error.kind()).as(json).isEqualTo(Kind.NOT_SUCH_JSON);
            assertThat(error.problems()).hasSize(1).allMatch(problem -> problem.startsWith("message: invalid JSON: "));
        }
        assertThat(decodeError("[]").problems()).containsExactly("message: must be an object");
    }

    @Test
    void reportsEveryMissingOrMistypedFieldAtOnce() {
        MalformedMessageException error = decodeError(Json.of("""
                {'sequence':'1','sentAt':'today','dropped':1.5,'summaries':[{'flag':7,'variant':'v',
                 'revision':3,'calls':1,'latency':'x'},4]}"""));
        assertThat(error.kind()).isEqualTo(Kind.NOT_SUCH_JSON);
        assertThat(error.problems())
                .containsExactly(
                        "instance: is missing; must be a string",
                        "sequence: must be an integer",
                        "sentAt: must be an instant such as 2026-01-01T00:00:00Z",
                        "dropped: must be an integer",
                        "summaries[0].flag: must be a string",
                        "summaries[0].rollout: is missing; must be a string",
                        "summaries[0].role: is missing; must be a string",
                        "summaries[0].failures: is missing; must be an integer",
                        "summaries[0].latency: invalid latency histogram: Input byte[] should at"
                                + " least have 2 bytes for base64 bytes",
                        "summaries[1]: must be an object");
    }

    @Test
    void reportsAllInvalidValuesAtOnce() {
        String empty = new LatencyHistogram().encode();
        MalformedMessageException error = decodeError(Json.of("""
                {'instance':'i','sequence':99999999999999999999,'sentAt':'2026-01-01T00:00:00Z','dropped':0,
                 'summaries':[{'flag':'f','variant':'v','calls':2,'failures':3,'latency':'%s'},{'flag':'f',
                 'variant':'v','rollout':'','revision':0,'role':'boss','calls':0,'failures':-1,
                 'latency':'%s','failedUnits':[{'unit':'zz','ageMillis':-5}],'trials':'AAAA'}]}""", empty, empty));
        assertThat(error.kind()).isEqualTo(Kind.CONTRADICTORY);
        assertThat(error.problems())
                .containsExactly(
                        "sequence: must fit in 64 bits",
                        "summaries[0]: failures must be at most calls (2), got 3; latency must contain calls (2), got"
                                + " 0",
                        "summaries[1].role: must be control or candidate",
                        "summaries[1].failedUnits[0].unit: must be 16 hexadecimal digits",
                        "summaries[1].trials: must contain 11 bytes for each trial, got 3 bytes");
    }

    @Test
    void rejectsTooManyCalls() {
        var huge = new LatencyHistogram();
        huge.record(5, 1L << 61);
        MalformedMessageException error =
                decodeError(Json.of("""
                {'instance':'i','sequence':%s,'sentAt':'2026-01-01T00:00:00Z','dropped':%s,
                 'summaries':[{'flag':'f','variant':'v','calls':%s,'failures':0,'latency':'%s'}]}""", Long.MAX_VALUE, Long.MAX_VALUE, (1L << 61), huge.encode()));
        assertThat(error.kind()).isEqualTo(Kind.CONTRADICTORY);
        assertThat(error.problems())
                .containsExactly("summaries[0]: calls must be 0 to 1000000000, got 2305843009213693952");
    }

    @Test
    void rejectsOutOfRangeSequenceAndDropped() {
        assertThat(decodeError(Json.of("""
                {'instance':'i','sequence':%s,'sentAt':'2026-01-01T00:00:00Z','dropped':1000000000001,
                 'summaries':[]}""", Long.MAX_VALUE)).problems())
                .containsExactly(
                        "message: sequence must be 1 to 1000000000000000, got 9223372036854775807; dropped must"
                                + " be 0 to 1000000000000, got 1000000000001");
    }

    @Test
    void limitsTotalCallsOfAllSummaries() {
        List<OutcomeSummary> summaries = Stream.of("a", "b")
                .map(variant -> withCalls(variant, OutcomeBatch.MAX_CALLS / 2))
                .toList();
        var full = new OutcomeBatch("i", 1, Instant.EPOCH, OutcomeBatch.MAX_DROPPED, summaries);
        assertThat(WireCodec.decodeBatch(WireCodec.encode(full)).calls()).isEqualTo(OutcomeBatch.MAX_CALLS);

        List<OutcomeSummary> oneMore =
                Stream.concat(summaries.stream(), Stream.of(withCalls("c", 1))).toList();
        assertThatThrownBy(() -> new OutcomeBatch("i", 1, Instant.EPOCH, 0, oneMore))
                .hasMessage("calls of all summaries together must be 0 to 1000000000, got 1000000001");
    }

    private static OutcomeSummary withCalls(String variant, long calls) {
        var latency = new LatencyHistogram();
        latency.record(5, calls);
        return new OutcomeSummary("f", variant, null, calls, 0, latency, List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void rejectsOutOfRangeMetricEvents() {
        assertThatThrownBy(() -> new MetricSummary("m", 1L << 61, List.of(), List.of()))
                .hasMessage("events must be 0 to 1000000000, got 2305843009213693952");
    }

    @Test
    void rejectsOutOfRangeReconciliationRows() {
        assertThatThrownBy(() -> new ReconciliationPassReport(1, 1L << 61, 0, false, List.of()))
                .hasMessage("rows must be 0 to 1000000000000000, got 2305843009213693952");
    }

    @Test
    void rejectsOutOfRangeOutcomesAndExposures() {
        assertThatThrownBy(() -> new UnitOutcome(1, 0, 1, 1e16))
                .hasMessageContaining("a total of -1e15 to 1e15, got 0, 1 and 1.0E16");
        assertThatThrownBy(() -> new ExperimentExposure(1, 0, -1e16))
                .hasMessageContaining("must be -1e15 to 1e15, or NaN");
    }

    @Test
    void rejectsOutOfRangeFailuresOfBreakerTrip() {
        assertThatThrownBy(() -> new BreakerTrip(
                        "p", "r", 1, BreakerTrip.Cause.CEILING, Instant.EPOCH, 1L << 61, 1L << 61, 1L << 61))
                .hasMessageContaining("candidateFailures must be 0 to 1000000000000000, got")
                .hasMessageContaining("controlFailures must be 0 to 1000000000000000, got");
    }

    @Test
    void rejectsOutOfRangeHeaderOfCallReport() {
        assertThatThrownBy(() -> new CallReport("i", Long.MAX_VALUE, Long.MAX_VALUE, false, List.of()))
                .hasMessage("sequence must be 1 to 1000000000000000, got 9223372036854775807; dropped must be 0 to"
                        + " 1000000000000, got 9223372036854775807");
    }

    @Test
    void rejectsTooLargeBatch() {
        MalformedMessageException error = decodeError(" ".repeat(OutcomeBatch.MAX_BYTES + 1));
        assertThat(error.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(error).hasMessageContaining("2000000").hasMessageContaining("2000001");
    }

    @Test
    void encodesLargestBatchWithinSizeLimit() {
        var random = new Random(SEED);
        List<OutcomeSummary> summaries = new ArrayList<>();
        for (int i = 0; i < OutcomeBatch.MAX_SUMMARIES; i++) {
            var latency = new LatencyHistogram();
            for (int call = 0; call < 400; call++) {
                latency.record((long) Math.exp(random.nextDouble() * 18), 1 + random.nextInt(100));
            }
            var split = new SplitKey("rollout-0001", i + 1, SplitSide.CANDIDATE);
            int each = OutcomeBatch.MAX_TRIALS / OutcomeBatch.MAX_SUMMARIES;
            List<UnitFirstEvent> failed = new ArrayList<>();
            List<UnitTrial> trials = new ArrayList<>();
            for (int unit = 0; unit < each; unit++) {
                failed.add(new UnitFirstEvent(random.nextLong(), 10_000));
                trials.add(new UnitTrial(random.nextLong(), true, random.nextInt(2560)));
            }
            summaries.add(new OutcomeSummary(
                    "payment-core",
                    "modern",
                    split,
                    latency.count(),
                    latency.count(),
                    latency,
                    failed,
                    trials,
                    List.of(),
                    List.of()));
        }
        byte[] json = WireCodec.encode(new OutcomeBatch("i", 1, Instant.EPOCH, 0, summaries));
        assertThat(json.length).isLessThan(OutcomeBatch.MAX_BYTES);
        assertThat(WireCodec.decodeBatch(json).summaries()).isEqualTo(summaries);
    }

    @Test
    void rejectsCorruptBatchesOnlyWithMalformedMessageException() {
        var random = new Random(SEED);
        for (int round = 0; round < 10_000; round++) {
            byte[] json = corrupt(WireCodec.encode(randomBatch(random)), random);
            try {
                assertThat(WireCodec.decodeBatch(json).sequence()).isPositive();
            } catch (MalformedMessageException e) {
                assertThat(e.problems()).as("seed %d, round %d", SEED, round).isNotEmpty();
            }
        }
    }

    @Test
    void rejectsCorruptSnapshotsAndAcksOnlyWithMalformedMessageException() {
        var random = new Random(SEED);
        byte[] snapshot = WireCodec.encode(new SnapshotMessage("default", 41, Json.of("{'flags':{'f':[1.0,null,{}]}}")))
                .getBytes(UTF_8);
        byte[] ack = WireCodec.encode(new RevisionAckMessage("0b6e", 41, true));
        for (int round = 0; round < 10_000; round++) {
            byte[] corruptSnapshot = corrupt(snapshot.clone(), random);
            byte[] corruptAck = corrupt(ack.clone(), random);
            try {
                assertThat(WireCodec.decodeSnapshot(new String(corruptSnapshot, UTF_8))
                                .definition())
                        .startsWith("{");
                assertThat(WireCodec.decodeAck(corruptAck).instance()).isNotEmpty();
            } catch (MalformedMessageException e) {
                assertThat(e.problems()).as("seed %d, round %d", SEED, round).isNotEmpty();
            }
        }
    }

    @Test
    void roundTripsSnapshotPreservingDefinitionExactly() {
        String flags = "{\"flags\":{\"f\":{\"variants\":{\"a\":1.0,\"b\":1e2,\"c\":\"}{ \\\" \\n \u20ac\"}}} }";
        String big = Json.of("{'pad':'%s','definition':{'definition':{}}, 'n':[1,{}]}", "\u00e4".repeat(50_000));
        for (String definition : List.of("{}", flags, big)) {
            var snapshot = new SnapshotMessage("default", 41, definition);
            String json = WireCodec.encode(snapshot);
            assertThat(WireCodec.decodeSnapshot(json)).isEqualTo(snapshot);
            assertThat(WireCodec.decodeSnapshot(Json.of("\n {'x':[1,2,{}], %s ", json.substring(1))))
                    .isEqualTo(snapshot);
        }
    }

    @Test
    void encodesSnapshotOnOneLine() {
        var snapshot = new SnapshotMessage("default", 41, Json.of("{\n  'flags':\r\n{}\n}"));
        assertThat(WireCodec.encode(snapshot))
                .isEqualTo(Json.of("{'environment':'default','revision':41,'definition':{   'flags':  {} }}"));
    }

    @Test
    void rejectsSnapshotWithoutDefinition() {
        var error = catchThrowableOfType(
                MalformedMessageException.class,
                () -> WireCodec.decodeSnapshot(Json.of("{'environment':'','revision':-1,'definition':[]}")));
        assertThat(error.problems()).containsExactly("definition: must be an object");
    }

    @Test
    void rejectsSnapshotWithInvalidEnvironmentOrRevision() {
        var error = catchThrowableOfType(
                MalformedMessageException.class,
                () -> WireCodec.decodeSnapshot(Json.of("{'environment':'','revision':-1,'definition':{}}")));
        assertThat(error.problems())
                .containsExactly("message: environment must have 1..256 characters, got 0; revision must be 0 or more,"
                        + " got -1");
    }

    @Test
    void roundTripsAcknowledgementWithTrippedBreakers() {
        var trip = new BreakerTrip("p", "r", 7, BreakerTrip.Cause.CEILING, Instant.EPOCH, 9, 10, 1);
        var ack = new RevisionAckMessage("0b6e", 41, null, List.of(trip));
        assertThat(WireCodec.decodeAck(WireCodec.encode(ack))).isEqualTo(ack);
    }

    @Test
    void roundTripsAcknowledgement() {
        var ack = new RevisionAckMessage("0b6e", 41, true);
        assertThat(new String(WireCodec.encode(ack), UTF_8))
                .isEqualTo(Json.of("{'instance':'0b6e','revision':41,'flushed':true}"));
        assertThat(WireCodec.decodeAck(WireCodec.encode(ack))).isEqualTo(ack);
        var silent = new RevisionAckMessage("0b6e", 41, null);
        assertThat(new String(WireCodec.encode(silent), UTF_8)).isEqualTo(Json.of("{'instance':'0b6e','revision':41}"));
        assertThat(WireCodec.decodeAck(WireCodec.encode(silent))).isEqualTo(silent);
    }

    @Test
    void rejectsMalformedAcknowledgement() {
        var error = catchThrowableOfType(
                MalformedMessageException.class,
                () -> WireCodec.decodeAck(Json.of("{'instance':1}").getBytes(UTF_8)));
        assertThat(error.problems())
                .containsExactly("instance: must be a string", "revision: is missing; must be an integer");
    }

    private static byte[] corrupt(byte[] json, Random random) {
        String alphabet = "{}[],:\"0129.-e \\ntx";
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            int flip = random.nextBoolean() ? random.nextInt() : alphabet.charAt(random.nextInt(alphabet.length()));
            json[random.nextInt(json.length)] = (byte) flip;
        }
        return Arrays.copyOf(json, random.nextBoolean() ? json.length : random.nextInt(json.length));
    }

    private static MalformedMessageException decodeError(String json) {
        return catchThrowableOfType(MalformedMessageException.class, () -> WireCodec.decodeBatch(json.getBytes(UTF_8)));
    }

    private static OutcomeBatch batchOf(OutcomeSummary... summaries) {
        return new OutcomeBatch("i", 1, Instant.EPOCH, 0, List.of(summaries));
    }

    private static OutcomeBatch randomBatch(Random random) {
        List<OutcomeSummary> summaries = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            summaries.add(randomSummary(random, i));
        }
        Instant sentAt = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000));
        return new OutcomeBatch(
                "i\u00e9\"" + random.nextInt(), 1 + random.nextInt(9), sentAt, random.nextInt(9), summaries);
    }

    private static OutcomeSummary randomSummary(Random random, int number) {
        boolean bySplit = random.nextBoolean();
        var latency = new LatencyHistogram();
        List<UnitFirstEvent> failed = new ArrayList<>();
        List<UnitTrial> trials = new ArrayList<>();
        int calls = random.nextInt(20);
        for (int call = 0; call < calls; call++) {
            latency.record(random.nextInt(100_000_000));
            if (bySplit) {
                failed.add(new UnitFirstEvent(random.nextLong(), random.nextInt(10_000)));
                trials.add(new UnitTrial(random.nextLong(), random.nextBoolean(), random.nextInt(2_560)));
            }
        }
        SplitSide side = random.nextBoolean() ? SplitSide.CONTROL : SplitSide.CANDIDATE;
        SplitKey split = bySplit ? new SplitKey("r-" + random.nextInt(), 1 + random.nextInt(99), side) : null;
        return new OutcomeSummary(
                "flag-" + number, "v", split, calls, calls, latency, failed, trials, List.of(), List.of());
    }

    @Test
    void reportsAtMostOneThousandProblems() {
        String json = Json.of("""
                {'instance':'a','sequence':1,'sentAt':'2026-01-01T00:00:00Z','dropped':0,'summaries':[%s{}]}""", "{},".repeat(50_000));
        assertThat(decodeError(json).problems())
                .hasSize(1_000)
                .last()
                .isEqualTo("message: more problems are not listed");
    }
}
