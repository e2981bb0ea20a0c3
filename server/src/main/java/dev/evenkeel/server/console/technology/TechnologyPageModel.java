// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.technology;

import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.InnovationTokens.Token;
import dev.evenkeel.engine.technology.RadarLayout;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyProfile;
import dev.evenkeel.engine.technology.UnknownCauseRate;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The page of the technology register. Its question: what may we spend our novelty on?
///
/// @param tokens who holds them
/// @param radar the picture, each technology by its number
/// @param rows every technology in the order of the numbers
/// @param moves of all technologies, newest first
record TechnologyPageModel(InnovationTokens tokens, RadarLayout radar, List<Row> rows, List<RingMoveRow> moves) {
    /* The height that names of quadrants take above and below the circle. */
    private static final double NAMES = 18;
    private static final double ABOVE = 6;
    private static final double BELOW = 14;

    static TechnologyPageModel of(List<TechnologyProfile> register, InnovationTokens tokens) {
        Map<String, TechnologyProfile> byKey = register.stream()
                .collect(Collectors.toMap(one -> one.technology().key(), Function.identity()));
        RadarLayout radar = RadarLayout.of(
                register.stream().map(TechnologyProfile::technology).toList());
        return new TechnologyPageModel(
                tokens,
                radar,
                radar.places().stream()
                        .flatMap(place -> Stream.ofNullable(
                                        byKey.get(place.technology().key()))
                                .map(known -> new Row(place.number(), known)))
                        .toList(),
                register.stream()
                        .flatMap(one ->
                                one.technology().moves().stream().map(move -> new RingMoveRow(one.technology(), move)))
                        .sorted(Comparator.comparing(
                                        (RingMoveRow moved) -> moved.move().at())
                                .reversed())
                        .toList());
    }

    /// A technology.
    ///
    /// @param number in the picture
    record Row(int number, TechnologyProfile known) {
        Technology technology() {
            return known.technology();
        }

        String kind() {
            return TechnologyPageModel.title(technology().kind());
        }

        String ring() {
            return TechnologyPageModel.title(technology().ring());
        }

        String hours() {
            return DisplayFormatter.count(Math.round(known.own().hours()));
        }

        String incidents() {
            return number(known.own().incidents());
        }

        /// Incidents of unknown causes in a quarter of one service.
        String unknown() {
            UnknownCauseRate.Interval quarter =
                    UnknownCauseRate.after(known.own()).incidentsInQuarter();
            return number(quarter.low()) + "–" + number(quarter.high());
        }

        String services() {
            String running = known.uses().stream()
                    .filter(use -> use.until() == null)
                    .map(ServiceUsage::service)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return running.isEmpty() ? "none" : running;
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
        }
    }

    /// A move.
    record RingMoveRow(Technology technology, RadarRingChange move) {
        String from() {
            RadarRing from = move.from();
            return from == null ? "new" : title(from);
        }

        String to() {
            return title(move.to());
        }
    }

    /// The answer, in a sentence.
    String lead() {
        int all = tokens.policy().tokens();
        if (rows.isEmpty()) {
            return "No technology is registered yet.";
        }
        if (!tokens.undecided().isEmpty()) {
            return "No innovation token is left, and " + names(tokens.undecided())
                    + (tokens.undecided().size() == 1 ? " holds one" : " hold some")
                    + " beyond them without an accepted decision record.";
        }
        if (tokens.spent().isEmpty()) {
            return "All " + all + " innovation tokens are left.";
        }
        String held = names(tokens.spent()) + (tokens.spent().size() == 1 ? " holds one." : " hold the others.");
        return tokens.left() == 0
                ? "No innovation token is left: what is new next needs a decision record."
                : tokens.left() + " of " + all + " innovation tokens " + (tokens.left() == 1 ? "is" : "are") + " left; "
                        + held;
    }

    private static String names(List<Token> tokens) {
        List<String> names = tokens.stream()
                .map(token -> token.technology().technology().name())
                .toList();
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /// What ends a lack of history.
    String threshold() {
        return DisplayFormatter.count(Math.round(tokens.policy().novelBelowHours()));
    }

    /// Chance that something unknown of those that hold a token brings an incident in a quarter.
    String unknown() {
        return DisplayFormatter.share(tokens.unknownCause(UnknownCauseRate.QUARTER));
    }

    /// Hours that a technology has run.
    static String hours(Token token) {
        return DisplayFormatter.count(Math.round(token.technology().own().hours()));
    }

    /// Whether somebody decided that it may be spent.
    StatusBadge decision(Token token) {
        String record = token.decision();
        if (record != null) {
            return new StatusBadge(StatusBadge.Tone.GOOD, "check", record);
        }
        return token.place() > tokens.policy().tokens()
                ? new StatusBadge(StatusBadge.Tone.BAD, "alert", "No record")
                : new StatusBadge(StatusBadge.Tone.CALM, "minus", "None needed");
    }

    /// The token that a technology holds; null when it holds none.
    @Nullable
    StatusBadge token(Row row) {
        return tokens.spent().stream()
                .filter(token -> token.key().equals(row.technology().key()))
                .findFirst()
                .map(token -> new StatusBadge(StatusBadge.Tone.ACTIVE, "dot", "Token " + token.place()))
                .orElse(null);
    }

    boolean holdsToken(RadarLayout.Place place) {
        return tokens.spent().stream()
                .anyMatch(token -> token.key().equals(place.technology().key()));
    }

    /// Where the name of a quadrant stands: in a corner of the picture.
    ///
    /// @param side `right` when it ends there, empty when it begins there
    record QuadrantLabel(String title, String x, String y, String side) {}

    /// The quadrants, from the upper left one on, clockwise.
    List<QuadrantLabel> corners() {
        double edge = radar.radius();
        return Stream.of(TechnologyKind.values())
                .map(kind -> {
                    boolean right = kind == TechnologyKind.TOOL || kind == TechnologyKind.PLATFORM;
                    boolean low = kind == TechnologyKind.PLATFORM || kind == TechnologyKind.LANGUAGE_OR_FRAMEWORK;
                    return new QuadrantLabel(
                            title(kind),
                            length(right ? edge : -edge),
                            length(low ? edge + BELOW : -edge - ABOVE),
                            right ? "right" : "");
                })
                .toList();
    }

    /// The height of the picture: the circle, and the names of quadrants above and below.
    double height() {
        return 2 * (radar.radius() + NAMES);
    }

    /// The sight of the picture.
    String viewBox() {
        return "-" + length(radar.radius()) + " -" + length(height() / 2) + " " + length(2 * radar.radius()) + " "
                + length(height());
    }

    /// A length in the picture.
    static String length(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// Where the name of a band stands, on its half of the horizontal axis.
    static String middle(RadarLayout.Band band) {
        return length((band.inner() + band.outer()) / 2);
    }

    static String title(RadarRing ring) {
        return switch (ring) {
            case ADOPT -> "Adopt";
            case TRIAL -> "Trial";
            case ASSESS -> "Assess";
            case HOLD -> "Hold";
        };
    }

    static String title(TechnologyKind kind) {
        return switch (kind) {
            case TECHNIQUE -> "Techniques";
            case TOOL -> "Tools";
            case PLATFORM -> "Platforms";
            case LANGUAGE_OR_FRAMEWORK -> "Languages and frameworks";
        };
    }
}
