// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.wire.MalformedMessageException.Kind;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Call reports are converted to the same batches that the SDK would send.
class CallReportTest {
    private static final Instant CLOSED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String GROUP =
            Json.of("'flag':'checkout','variant':'modern','rollout':'r-7','revision':41,'role':'candidate'");

    private static CallReport read(String json) {
        return WireCodec.decodeCalls(json.getBytes(UTF_8));
    }

    private static OutcomeSummary summary(String calls) {
        return read(Json.of("{'instance':'i','sequence':1,'groups':[{%s,%s}]}", GROUP, calls))
                .toBatch(CLOSED)
                .summaries()
                .get(0);
    }

    private static MalformedMessageException decodeError(String json) {
        return catchThrowableOfType(MalformedMessageException.class, () -> read(json));
    }

    private static MalformedMessageException decodeErrorOfGroup(String group) {
        return decodeError(Json.of("{'instance':'i','sequence':1,'groups':[{%s}]}", group));
    }

    /// The batch of the report in the specification.
    private static OutcomeBatch exampleBatch() throws IOException {
        return read(Files.readString(Path.of("../spec/outcomes/report.json"))).toBatch(CLOSED);
    }

    @Test
    void convertsReportHeaderToBatch() throws IOException {
        OutcomeBatch batch = exampleBatch();
        assertThat(batch.instance()).isEqualTo("0d9f5c1e-7f0a-4b53-9a53-0f6f5f1b8c11");
        assertThat(batch.sequence()).isEqualTo(17);
        assertThat(batch.dropped()).isEqualTo(3);
        assertThat(batch.summaries()).hasSize(3);
    }

    @Test
    void convertsCallsOfSplitGroup() throws IOException {
        OutcomeBatch batch = exampleBatch();
        OutcomeSummary control = batch.summaries().get(0);
        assertThat(control.split()).isEqualTo(new SplitKey("r-7", 41, SplitSide.CONTROL, false));
        assertThat(control.calls()).isEqualTo(3);
        assertThat(control.failures()).isEqualTo(1);
        assertThat(control.latency().countInBin(LatencyBins.binOf(18_250))).isEqualTo(1);
        assertThat(control.latency().countInBin(LatencyBins.binOf(60_000_000))).isEqualTo(1);
        assertThat(control.failedUnits()).containsExactly(new UnitFirstEvent(UnitHash.hash("r-7", "Zoë ☂"), 412));
        assertThat(control.trials())
                .containsExactly(new UnitTrial(UnitHash.hash("r-7", "customer-17"), false, LatencyBins.binOf(18_250)));
        assertThat(batch.summaries().get(1).begun())
                .containsExactly(UnitHash.hash("r-7", "customer-5"), UnitHash.hash("r-7", "customer-6"));
    }

    @Test
    void convertsGroupWithoutRollout() throws IOException {
        OutcomeSummary plain = exampleBatch().summaries().get(2);
        assertThat(plain.split()).isNull();
        assertThat(plain.failures()).isEqualTo(1);
        assertThat(plain.failedUnits()).isEmpty();
    }

    @Test
    void recordsUnitFailureOnceAtEarliestFailure() {
        OutcomeSummary summary = summary(Json.of("""
                'calls':[{'micros':1,'failed':true,'unit':'u','ageMillis':10},{'micros':2,'failed':true,
                 'unit':'u','ageMillis':900},{'micros':3,'failed':true,'unit':'u'}]"""));
        assertThat(summary.failures()).isEqualTo(3);
        assertThat(summary.failedUnits()).containsExactly(new UnitFirstEvent(UnitHash.hash("r-7", "u"), 900));
    }

    @Test
    void recordsTrialOncePerUnitAndBegunOnlyUntilItEnds() {
        OutcomeSummary summary = summary(Json.of("""
                'calls':[{'micros':100,'trial':true,'unit':'u'},{'micros':5,'trial':true,'failed':true,
                 'unit':'u'}],'begun':['u','v','v']"""));
        assertThat(summary.trials())
                .containsExactly(new UnitTrial(UnitHash.hash("r-7", "u"), false, LatencyBins.binOf(100)));
        assertThat(summary.begun()).containsExactly(UnitHash.hash("r-7", "v"));
    }

    @Test
    void ignoresKeyedFieldOfCallReports() {
        assertThat(summary(Json.of("'keyed':true,'begun':['u']")).split())
                .isEqualTo(new SplitKey("r-7", 41, SplitSide.CANDIDATE, false));
    }

    @Test
    void reportsAllProblemsByPathWithoutExposingUnits() {
        var error = decodeError(Json.of("""
                {'instance':'i','sequence':'1','groups':[{%s,'calls':[{'unit':'secret'},{'micros':-1,
                 'ageMillis':-2,'unit':''}]},{'flag':1}]}""", GROUP));
        assertThat(error.kind()).isEqualTo(Kind.NOT_SUCH_JSON);
        assertThat(error.problems())
                .containsExactly(
                        "sequence: must be an integer",
                        "groups[0].calls[0].micros: is missing; must be an integer",
                        "groups[0].calls[1]: micros must be 0 or more, got -1; ageMillis must be 0 or more, got -2;"
                                + " unit must not be empty",
                        "groups[1].flag: must be a string",
                        "groups[1].variant: is missing; must be a string");
    }

    private static Stream<Arguments> inconsistentGroups() {
        return Stream.of(
                arguments(
                        GROUP + Json.of(",'calls':[{'micros':1,'failed':true},{'micros':1,'trial':true}]"),
                        "groups[0]: failed calls and trials require their unit"),
                arguments(
                        Json.of("'flag':'f','variant':'v','begun':['u']"),
                        "groups[0]: trial and begun require rollout, revision and role"),
                arguments(
                        GROUP + "},{" + GROUP,
                        "message: groups must be unique by flag, variant, rollout, revision and role"),
                arguments(GROUP + Json.of(",'begun':['']"), "groups[0]: begun must not contain an empty unit"));
    }

    @ParameterizedTest
    @MethodSource("inconsistentGroups")
    void rejectsInconsistentGroups(String group, String problem) {
        assertThat(decodeErrorOfGroup(group).problems()).containsExactly(problem);
    }

    @Test
    void rejectsInvalidReportHeader() {
        assertThat(decodeError(Json.of("{'instance':'','sequence':0,'dropped':-1}"))
                        .kind())
                .isEqualTo(Kind.CONTRADICTORY);
    }

    @Test
    void rejectsTooManyCalls() {
        String calls = Json.of("{'micros':1},").repeat(CallReport.MAX_CALLS) + Json.of("{'micros':1}");
        assertThat(decodeErrorOfGroup(GROUP + Json.of(",'calls':[%s]", calls)).problems())
                .containsExactly("message: calls must be at most the limit of a report (20000), got 20001");
    }

    @Test
    void rejectsTooLargeReport() {
        assertThat(decodeError(" ".repeat(CallReport.MAX_BYTES + 1)).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void acceptsReportWithoutGroups() {
        assertThat(read(Json.of("{'instance':'i','sequence':1}"))
                        .toBatch(CLOSED)
                        .summaries())
                .isEmpty();
    }
}
