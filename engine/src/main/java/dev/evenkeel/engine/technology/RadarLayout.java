// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The layout of a technology radar: a quadrant for each kind, a band for each ring, ADOPT innermost.
///
/// Every technology has a place. Two places are at least [#DISTANCE] apart, and each is at least half of that
/// from the borders of its band and quadrant: a band has as many rows as its fullest quadrant needs, so the
/// picture grows and omits nothing. Deterministic.
///
/// A row of radius r has floor(pi / (2 w)) places in a quadrant, where w = 2 asin(DISTANCE / (2 r)) is the
/// angle between two places at DISTANCE as seen from the centre. Rows are DISTANCE apart. Therefore n
/// technologies in one quadrant need about sqrt(1.3 n) rows in the innermost band, and fewer further out.
///
/// @param radius radius of the picture, whose centre is 0, 0
/// @param bands from the inside out, one for each ring
/// @param places in the order of their numbers
public record RadarLayout(double radius, List<Band> bands, List<Place> places) {
    /// Minimum distance between two places, and maximum width of a mark.
    public static final double DISTANCE = 30;

    private static final int FEWEST_ROWS = 2;
    private static final double MIDDLE = DISTANCE / 2;

    /// The band of a ring.
    ///
    /// @param inner inner radius
    /// @param outer outer radius
    public record Band(RadarRing ring, double inner, double outer) {}

    /// The place of a technology.
    ///
    /// @param number from 1, by kind, ring and name
    /// @param x to the right
    /// @param y downwards
    public record Place(int number, Technology technology, double x, double y) {}

    public RadarLayout {
        bands = List.copyOf(bands);
        places = List.copyOf(places);
    }

    /// Computes the layout.
    ///
    /// @param technologies in any order
    public static RadarLayout of(List<Technology> technologies) {
        List<Technology> sorted = technologies.stream()
                .sorted(Comparator.comparing(Technology::kind)
                        .thenComparing(Technology::ring)
                        .thenComparing(one -> one.name().toLowerCase(Locale.ROOT))
                        .thenComparing(Technology::key))
                .toList();
        List<Band> bands = bands(sorted);
        List<Place> places = new ArrayList<>();
        for (TechnologyKind kind : TechnologyKind.values()) {
            for (Band band : bands) {
                placeAll(of(sorted, kind, band.ring()).toList(), band, places);
            }
        }
        return new RadarLayout(bands.getLast().outer(), bands, places);
    }

    private static Stream<Technology> of(List<Technology> technologies, TechnologyKind kind, RadarRing ring) {
        return technologies.stream().filter(one -> one.kind() == kind && one.ring() == ring);
    }

    private static List<Band> bands(List<Technology> technologies) {
        List<Band> bands = new ArrayList<>();
        double inner = MIDDLE;
        for (RadarRing ring : RadarRing.values()) {
            long most = Stream.of(TechnologyKind.values())
                    .mapToLong(kind -> of(technologies, kind, ring).count())
                    .max()
                    .orElse(0);
            double outer = inner;
            long room = 0;
            for (int row = 0; row < FEWEST_ROWS || room < most; row++) {
                room += capacity(outer + DISTANCE / 2);
                outer += DISTANCE;
            }
            bands.add(new Band(ring, inner, outer));
            inner = outer;
        }
        return bands;
    }

    /* Number of places in a quadrant's row of this radius. */
    private static int capacity(double radius) {
        return (int) (Math.PI / 2 / (2 * Math.asin(DISTANCE / (2 * radius))));
    }

    /* Distributes technologies to rows by their capacity, and spreads each row over the whole quadrant. */
    private static void placeAll(List<Technology> technologies, Band band, List<Place> places) {
        int rows = (int) Math.round((band.outer() - band.inner()) / DISTANCE);
        int room = 0;
        for (int row = 0; row < rows; row++) {
            room += capacity(radius(band, row));
        }
        int placed = 0;
        for (int row = 0; row < rows; row++) {
            int ofRow = capacity(radius(band, row));
            int left = technologies.size() - placed;
            int taken = (int) Math.ceil((double) left * ofRow / room);
            room -= ofRow;
            for (int at = 0; at < taken; at++) {
                double angle = (at + 0.5) / taken * Math.PI / 2;
                places.add(place(places.size() + 1, technologies.get(placed + at), radius(band, row), angle));
            }
            placed += taken;
        }
    }

    private static double radius(Band band, int row) {
        return band.inner() + (row + 0.5) * DISTANCE;
    }

    /* Quadrants clockwise, from the upper left. */
    private static Place place(int number, Technology technology, double radius, double angle) {
        double turned = angle + Math.PI + quarterTurns(technology.kind()) * Math.PI / 2;
        return new Place(number, technology, radius * Math.cos(turned), radius * Math.sin(turned));
    }

    /* Quarter turns. */
    private static int quarterTurns(TechnologyKind kind) {
        return switch (kind) {
            case TECHNIQUE -> 0;
            case TOOL -> 1;
            case PLATFORM -> 2;
            case LANGUAGE_OR_FRAMEWORK -> 3;
        };
    }
}
