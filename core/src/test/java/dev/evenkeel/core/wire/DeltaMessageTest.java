// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaMessageTest {
    private static final long SEED = 20261124;

    @Test
    void applyingDeltaYieldsTargetDefinition() {
        var random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            var definition = new RandomDefinition(random);
            String first = definition.text();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                definition.change();
            }
            FlagSet next = set(7 + round, definition.text());
            FlagSet reached = encodedDelta(set(7, first), next)
                    .applyTo(decodedFlagSet(7, first))
                    .orElseThrow();
            assertThat(reached.tag()).as("seed %d, round %d", SEED, round).isEqualTo(next.tag());
            assertThat(reached.parts().flags()).isEqualTo(next.parts().flags());
            assertThat(reached.parts().shared()).isEqualTo(next.parts().shared());
            assertThat(plain(reached.toSnapshot().definition()))
                    .isEqualTo(plain(next.toSnapshot().definition()));
        }
    }

    @Test
    void incrementalCompilationMatchesFullCompilation() {
        var random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            var definition = new RandomDefinition(random);
            FlagSet base = set(1, definition.text());
            definition.change();
            FlagSet next = set(2, definition.text());
            DeltaMessage delta = encodedDelta(base, next);
            if (delta.shared() == null) {
                String excerpt = next.parts().excerpt(delta.flags().keySet());
                FlagSnapshot part =
                        FlagSnapshot.parse(base.parts().toJson(), 1).withChanges(excerpt, delta.removed(), 2);
                FlagSnapshot whole = FlagSnapshot.parse(next.parts().toJson(), 2);
                assertThat(part.flagKeys()).containsExactlyInAnyOrderElementsOf(whole.flagKeys());
                assertThat(part.revision()).isEqualTo(2);
                assertThat(evaluations(part))
                        .as("seed %d, round %d", SEED, round)
                        .isEqualTo(evaluations(whole));
            }
        }
    }

    @Test
    void encodesAsDocumented() {
        FlagSet base = set(41, Json.of("{'metadata':{'v':1},'flags':{'a':{'x':1},'b':{},'c':[1.0, 2]}}"));
        FlagSet next = set(43, Json.of("{'metadata':{'v':1},'flags':{'a':{'x':1.0},'c':[1.0, 2],'d':{}}}"));
        DeltaMessage delta = DeltaMessage.between(base, next);
        assertThat(WireCodec.encode(delta)).isEqualTo(Json.of("""
                        {'environment':'default','from':41,'revision':43,'digest':'540023c93bfc247c',\
                        'flags':{'a':{'x':1.0},'d':{}},'removed':['b']}"""));
        assertThat(WireCodec.decodeDelta(WireCodec.encode(delta))).isEqualTo(delta);
        assertThat(next.tag()).isEqualTo("43-540023c93bfc247c");
    }

    @Test
    void isEmptyForIdenticalRevisions() {
        FlagSet flags = set(3, Json.of("{'flags':{'a':{}}}"));
        DeltaMessage delta = DeltaMessage.between(flags, flags);
        assertThat(delta.flags()).isEmpty();
        assertThat(delta.applyTo(flags).orElseThrow().tag()).isEqualTo(flags.tag());
    }

    @Test
    void appliesOnlyToMatchingRevisionEnvironmentAndDefinition() {
        FlagSet base = set(1, Json.of("{'flags':{'a':{}}}"));
        DeltaMessage delta = DeltaMessage.between(base, set(2, Json.of("{'flags':{'a':{},'b':{}}}")));
        assertThat(delta.applyTo(set(2, Json.of("{'flags':{'a':{}}}")))).isEmpty();
        assertThat(delta.applyTo(set(1, Json.of("{'flags':{'a':{ }}}")))).isEmpty();
        assertThat(delta.applyTo(new FlagSet("other", 1, base.parts()))).isEmpty();
        assertThat(delta.applyTo(base)).isPresent();
    }

    @Test
    void carriesRevisionToken() {
        FlagSet base = set(1, Json.of("{'flags':{}}"));
        FlagSet next = FlagSet.of(new SnapshotMessage("default", 2, Json.of("{'flags':{}}"), "2-17-abc"));
        assertThat(encodedDelta(base, next).applyTo(base).orElseThrow().revisionToken())
                .isEqualTo("2-17-abc");
        assertThat(FlagSet.of(WireCodec.decodeSnapshot(WireCodec.encode(next.toSnapshot())))
                        .revisionToken())
                .isEqualTo("2-17-abc");
    }

    @ParameterizedTest
    @MethodSource
    void dropsInvalidRevisionTokens(String token) {
        String json = Json.of("{'environment':'default','revision':2,'definition':{},'revisionToken':%s}", token);
        assertThat(WireCodec.decodeSnapshot(json).revisionToken()).isNull();
    }

    private static Stream<String> dropsInvalidRevisionTokens() {
        return Stream.of("\"a b\"", "\"\\n\"", "7", "\"\"", "\"" + "a".repeat(129) + "\"");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThatThrownBy(() -> WireCodec.decodeDelta(Json.of("{'from':'1','digest':'xyz','flags':[],'removed':[1]}")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("environment: is missing")
                .hasMessageContaining("from: must be an integer")
                .hasMessageContaining("digest: ")
                .hasMessageContaining("flags: must be an object")
                .hasMessageContaining("removed[0]: must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{'flags':{'a':1,'a':2}}"})
    void rejectsInvalidJson(String json) {
        assertThatThrownBy(() -> WireCodec.decodeDelta(Json.of(json))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "{'flags':7}", "{'flags':{}", "{'a':1,'a':2}", "{} 1"})
    void rejectsSplittingInvalidDefinitions(String json) {
        assertThatThrownBy(() -> DefinitionParts.parse(Json.of(json))).isInstanceOf(MalformedMessageException.class);
    }

    /// Encodes and decodes the difference.
    private static DeltaMessage encodedDelta(FlagSet base, FlagSet next) {
        String json = WireCodec.encode(DeltaMessage.between(base, next));
        assertThat(json).doesNotContain("\n", "\r");
        return WireCodec.decodeDelta(json);
    }

    /// Encodes and decodes a snapshot.
    private static FlagSet decodedFlagSet(long revision, String definition) {
        String json = WireCodec.encode(new SnapshotMessage("default", revision, definition));
        return FlagSet.of(WireCodec.decodeSnapshot(json));
    }

    private static FlagSet set(long revision, String definition) {
        return FlagSet.of(new SnapshotMessage("default", revision, definition));
    }

    private static Object plain(String json) {
        return Map.of("root", JsonDocument.parse(json).root().toJava());
    }

    private static List<String> evaluations(FlagSnapshot flags) {
        return RandomDefinition.keys().stream()
                .map(key ->
                        flags.evaluate(key, EvaluationContext.of("2-" + key), 0).toString())
                .toList();
    }
}
