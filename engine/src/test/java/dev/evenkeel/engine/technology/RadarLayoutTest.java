// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.technology.RadarLayout.Band;
import dev.evenkeel.engine.technology.RadarLayout.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Properties of the radar layout, checked on seeded random registers.
class RadarLayoutTest {
    private static final double ROUNDING = 1e-9;
    private static final List<TechnologyKind> KINDS = List.of(TechnologyKind.values());
    private static final List<RadarRing> RINGS = List.of(RadarRing.values());

    static Stream<Random> seeds() {
        return LongStream.range(0, 200).mapToObj(Random::new);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void placesTechnologiesInTheirSectorWithoutOverlap(Random random) {
        List<Technology> register = register(random, random.nextInt(150));
        RadarLayout radar = RadarLayout.of(register);

        assertThat(radar.places()).extracting(Place::technology).containsExactlyInAnyOrderElementsOf(register);
        assertThat(radar.places())
                .extracting(Place::number)
                .isEqualTo(IntStream.rangeClosed(1, register.size()).boxed().toList());
        for (Place one : radar.places()) {
            assertInRingAndQuadrant(one, radar);
            radar.places().stream()
                    .filter(other -> other.number() > one.number())
                    .forEach(other -> assertThat(Math.hypot(one.x() - other.x(), one.y() - other.y()))
                            .isGreaterThanOrEqualTo(RadarLayout.DISTANCE - ROUNDING));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isIndependentOfInputOrder(Random random) {
        List<Technology> register = register(random, 40);
        List<Technology> shuffled = new ArrayList<>(register);
        Collections.shuffle(shuffled, random);
        assertThat(RadarLayout.of(shuffled)).isEqualTo(RadarLayout.of(register));
    }

    @Test
    void fitsThousandTechnologiesInOneSector() {
        List<Technology> register = IntStream.range(0, 1_000)
                .mapToObj(at -> technology("t" + at, TechnologyKind.TOOL, RadarRing.ADOPT))
                .toList();
        RadarLayout radar = RadarLayout.of(register);
        assertThat(radar.places()).hasSize(1_000);
        assertThat(radar.radius() / RadarLayout.DISTANCE).isLessThan(50);
    }

    @Test
    void returnsFourBandsForEmptyRegister() {
        RadarLayout radar = RadarLayout.of(List.of());
        assertThat(radar.places()).isEmpty();
        assertThat(radar.bands()).extracting(Band::ring).containsExactly(RadarRing.values());
        assertThat(radar.radius()).isCloseTo(8.5 * RadarLayout.DISTANCE, within(ROUNDING));
    }

    private static void assertInRingAndQuadrant(Place place, RadarLayout radar) {
        Technology technology = place.technology();
        Band band = radar.bands().stream()
                .filter(one -> one.ring() == technology.ring())
                .findFirst()
                .orElseThrow();
        double half = RadarLayout.DISTANCE / 2;
        assertThat(Math.hypot(place.x(), place.y()))
                .isBetween(band.inner() + half - ROUNDING, band.outer() - half + ROUNDING);
        int right = technology.kind() == TechnologyKind.TOOL || technology.kind() == TechnologyKind.PLATFORM ? 1 : -1;
        int down = technology.kind() == TechnologyKind.TECHNIQUE || technology.kind() == TechnologyKind.TOOL ? -1 : 1;
        assertThat(place.x() * right).isGreaterThanOrEqualTo(half - ROUNDING);
        assertThat(place.y() * down).isGreaterThanOrEqualTo(half - ROUNDING);
    }

    /* Some registers crowd one corner, others spread. */
    private static List<Technology> register(Random random, int size) {
        int kinds = 1 + random.nextInt(KINDS.size());
        int rings = 1 + random.nextInt(RINGS.size());
        return IntStream.range(0, size)
                .mapToObj(
                        at -> technology("t" + at, KINDS.get(random.nextInt(kinds)), RINGS.get(random.nextInt(rings))))
                .toList();
    }

    private static Technology technology(String key, TechnologyKind kind, RadarRing ring) {
        return new Technology(
                key,
                key,
                kind,
                List.of(),
                List.of(),
                List.of(new RadarRingChange(TechnologyFixtures.START, null, ring, "for the test", "anna", null)));
    }
}
