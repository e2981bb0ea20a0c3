// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TechnologyFileTest {
    private static final String REGISTER = """
            technologies:
              quarkus:
                name: Quarkus
                kind: LANGUAGE_OR_FRAMEWORK
                packages: [pkg:maven/io.quarkus, "pkg:npm/%40quarkus"]
                services:
                  - {service: ledger, since: 2026-03-01, until: "2026-04-01T12:00:00+02:00"}
                ringChanges:
                  - {at: 2026-01-15, to: ASSESS, reason: starts fast, onBehalfOf: anna}
                  - {to: TRIAL, reason: held under load, decisionRecord: 0007-use-quarkus}
              java:
                kind: LANGUAGE_OR_FRAMEWORK
            """;

    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void parsesOnlyGivenFields() {
        List<TechnologyPatch> drafts = TechnologyFile.parse(REGISTER, errors);

        assertThat(errors.toList()).isEmpty();
        TechnologyPatch quarkus = drafts.getFirst();
        assertThat(quarkus.services())
                .containsExactly(new ServiceUsage(
                        "ledger", Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T10:00:00Z")));
        assertThat(quarkus.packages()).containsExactly("pkg:maven/io.quarkus", "pkg:npm/%40quarkus");
        assertThat(quarkus.ringChanges())
                .containsExactly(
                        new RingMoveInput(
                                Instant.parse("2026-01-15T00:00:00Z"), RadarRing.ASSESS, "starts fast", "anna", null),
                        new RingMoveInput(null, RadarRing.TRIAL, "held under load", null, "0007-use-quarkus"));
        assertThat(drafts.getLast())
                .isEqualTo(new TechnologyPatch("java", null, TechnologyKind.LANGUAGE_OR_FRAMEWORK, null, null, null));
    }

    @Test
    void roundTripsThroughJson() {
        List<TechnologyPatch> drafts = TechnologyFile.parse(REGISTER, errors);
        Map<String, TechnologyPatch> byKey = Map.of("quarkus", drafts.getFirst());
        JsonMapper json = JsonMapper.shared();

        assertThat(TechnologyFile.parse(json.readTree(json.writeValueAsString(Map.of("technologies", byKey))), errors))
                .containsExactly(drafts.getFirst());
        assertThat(errors.toList()).isEmpty();
    }

    @Test
    void reportsAllErrorsAtOnce() {
        TechnologyFile.parse("""
                technologies:
                  Bad Key: {}
                  redis:
                    kind: STORE
                    ring: TRIAL
                    packages: ["pkg:maven/x@1", redis]
                    services: [{since: soon}, {service: a, since: 2026-02-01, until: 2026-01-01}, {service: b}]
                    ringChanges: [{to: LOVE, reason: " "}, {}]
                """, errors);

        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/technologies/Bad Key",
                        "/technologies/redis/ring",
                        "/technologies/redis/kind",
                        "/technologies/redis/packages/0",
                        "/technologies/redis/packages/1",
                        "/technologies/redis/services/0/service",
                        "/technologies/redis/services/0/since",
                        "/technologies/redis/services/1/until",
                        "/technologies/redis/services/2/since",
                        "/technologies/redis/ringChanges/0/to",
                        "/technologies/redis/ringChanges/0/reason",
                        "/technologies/redis/ringChanges/1/to",
                        "/technologies/redis/ringChanges/1/reason");
    }

    @Test
    void rejectsInvalidOrEmptyRegister() {
        TechnologyFile.parse("a: [", errors);
        TechnologyFile.parse("technologies: {}", errors);
        assertThat(errors.toList()).extracting(ValidationError::pointer).containsExactly("", "/technologies");
    }

    @Test
    void ringMoveMatchesKnownChangeWithEqualFields() {
        RadarRingChange known = new RadarRingChange(Instant.EPOCH, null, RadarRing.TRIAL, "why", "anna", null);
        assertThat(new RingMoveInput(null, RadarRing.TRIAL, "why", null, null).matches(known))
                .isTrue();
        assertThat(new RingMoveInput(Instant.EPOCH, RadarRing.TRIAL, "why", "anna", null).matches(known))
                .isTrue();
        assertThat(new RingMoveInput(null, RadarRing.TRIAL, "why", "ben", null).matches(known))
                .isFalse();
        assertThat(new RingMoveInput(null, RadarRing.TRIAL, "other", null, null).matches(known))
                .isFalse();
        assertThat(new RingMoveInput(null, RadarRing.TRIAL, "why", null, "0007").matches(known))
                .isFalse();
    }
}
