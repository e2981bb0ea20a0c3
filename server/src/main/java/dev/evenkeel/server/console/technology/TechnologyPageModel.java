// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.technology;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.InnovationTokens.Token;
import dev.evenkeel.engine.technology.RadarLayout;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyTrackRecord;
import dev.evenkeel.engine.technology.UnknownCauseIncidentRate;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Model of the technology radar page. Answers: on which new technologies may we spend innovation tokens?
///
/// @param tokens innovation tokens and their holders
/// @param radar layout of the radar, each technology by its number
/// @param rows all technologies, by number
/// @param moves ring changes of all technologies, newest first
record TechnologyPageModel(InnovationTokens tokens, RadarLayout radar, List<Row> rows, List<RingMoveRow> moves) {
    /* Height of the quadrant names above and below the circle. */
    private static final double NAMES = 18;
    private static final double ABOVE = 6;
    private static final double BELOW = 14;

    static TechnologyPageModel of(List<TechnologyTrackRecord> register, InnovationTokens tokens) {
        Map<String, TechnologyTrackRecord> byKey = register.stream()
                .collect(Collectors.toMap(one -> one.technology().key(), Function.identity()));
        RadarLayout radar = RadarLayout.of(
                register.stream().map(TechnologyTrackRecord::technology).toList());
        return new TechnologyPageModel(
                tokens,
                radar,
                radar.places().stream()
                        .flatMap(place -> Stream.ofNullable(
                                        byKey.get(place.technology().key()))
                                .map(known -> new Row(place.number(), known)))
                        .toList(),
                register.stream()
                        .flatMap(one -> one.technology().ringChanges().stream()
                                .map(change -> new RingMoveRow(one.technology(), change)))
                        .sorted(Comparator.comparing(
                                        (RingMoveRow moved) -> moved.move().at())
                                .reversed())
                        .toList());
    }

    /// A technology.
    ///
    /// @param number number in the radar
    record Row(int number, TechnologyTrackRecord profile) {
        Technology technology() {
            return profile.technology();
        }

        String kind() {
            return TechnologyPageModel.formatTitle(technology().kind());
        }

        String ring() {
            return TechnologyPageModel.formatTitle(technology().ring());
        }

        String hours() {
            return QuantityFormatter.formatCount(Math.round(profile.experience().hours()));
        }

        String incidents() {
            return QuantityFormatter.formatNumber(profile.experience().incidents());
        }

        /// Returns the incidents with unknown causes per quarter and service, as an interval.
        String unknown() {
            UnknownCauseIncidentRate.Interval quarter =
                    UnknownCauseIncidentRate.ofExperience(profile.experience()).incidentsInQuarter();
            return QuantityFormatter.formatNumber(quarter.low()) + "–" + QuantityFormatter.formatNumber(quarter.high());
        }

        String services() {
            String running = profile.usages().stream()
                    .filter(use -> use.until() == null)
                    .map(ServiceUsage::service)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return running.isEmpty() ? "none" : running;
        }
    }

    /// A ring change.
    record RingMoveRow(Technology technology, RadarRingChange move) {
        String from() {
            RadarRing from = move.from();
            return from == null ? "new" : formatTitle(from);
        }

        String to() {
            return formatTitle(move.to());
        }
    }

    /// Returns the answer in a sentence.
    String summary() {
        int all = tokens.policy().tokens();
        if (rows.isEmpty()) {
            return "No technology is registered yet.";
        }
        if (!tokens.findUndecided().isEmpty()) {
            return "No innovation token is left, and " + formatNames(tokens.findUndecided())
                    + (tokens.findUndecided().size() == 1 ? " holds one" : " hold some")
                    + " beyond them without an accepted decision record.";
        }
        if (tokens.spent().isEmpty()) {
            return "All " + all + " innovation tokens are left.";
        }
        String held = formatNames(tokens.spent()) + (tokens.spent().size() == 1 ? " holds one." : " hold the others.");
        return tokens.remaining() == 0
                ? "No innovation token is left: what is new next needs a decision record."
                : tokens.remaining() + " of " + all + " innovation tokens " + (tokens.remaining() == 1 ? "is" : "are")
                        + " left; " + held;
    }

    private static String formatNames(List<Token> tokens) {
        List<String> names = tokens.stream()
                .map(token -> token.technology().technology().name())
                .toList();
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /// Returns the operating hours from which a technology no longer needs a token.
    String thresholdText() {
        return QuantityFormatter.formatCount(Math.round(tokens.policy().noveltyThresholdHours()));
    }

    /// Returns the probability that the technologies that hold a token cause an incident with an unknown cause
    /// within a quarter.
    String unknownRisk() {
        return QuantityFormatter.formatProbability(tokens.incidentProbability(UnknownCauseIncidentRate.QUARTER));
    }

    /// Returns the operating hours of a technology.
    static String formatHours(Token token) {
        return QuantityFormatter.formatCount(
                Math.round(token.technology().experience().hours()));
    }

    /// Returns a badge with the decision record of a token, or that a required record is missing.
    StatusBadge decisionBadge(Token token) {
        String record = token.decision();
        if (record != null) {
            return new StatusBadge(StatusBadge.Tone.GOOD, "check", record);
        }
        return token.number() > tokens.policy().tokens()
                ? new StatusBadge(StatusBadge.Tone.BAD, "alert", "No record")
                : new StatusBadge(StatusBadge.Tone.CALM, "minus", "None needed");
    }

    /// Returns the token that a technology holds; null for none.
    @Nullable
    StatusBadge tokenBadge(Row row) {
        return tokens.spent().stream()
                .filter(token -> token.key().equals(row.technology().key()))
                .findFirst()
                .map(token -> new StatusBadge(StatusBadge.Tone.ACTIVE, "dot", "Token " + token.number()))
                .orElse(null);
    }

    boolean holdsToken(RadarLayout.Place place) {
        return tokens.spent().stream()
                .anyMatch(token -> token.key().equals(place.technology().key()));
    }

    /// Position of a quadrant's name in a corner of the radar.
    ///
    /// @param side `right` if the text ends there, empty if it begins there
    record QuadrantLabel(String title, String x, String y, String side) {}

    /// Returns the quadrants clockwise, from the upper left one.
    List<QuadrantLabel> quadrantLabels() {
        double edge = radar.radius();
        return Stream.of(TechnologyKind.values())
                .map(kind -> {
                    boolean right = kind == TechnologyKind.TOOL || kind == TechnologyKind.PLATFORM;
                    boolean low = kind == TechnologyKind.PLATFORM || kind == TechnologyKind.LANGUAGE_OR_FRAMEWORK;
                    return new QuadrantLabel(
                            formatTitle(kind),
                            formatLength(right ? edge : -edge),
                            formatLength(low ? edge + BELOW : -edge - ABOVE),
                            right ? "right" : "");
                })
                .toList();
    }

    /// Returns the height of the radar: the circle, and the quadrant names above and below.
    double height() {
        return 2 * (radar.radius() + NAMES);
    }

    /// Returns the SVG `viewBox`.
    String viewBox() {
        return "-" + formatLength(radar.radius()) + " -" + formatLength(height() / 2) + " "
                + formatLength(2 * radar.radius()) + " " + formatLength(height());
    }

    /// Formats a length of the SVG.
    static String formatLength(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// Returns the x coordinate of a ring's name, on its half of the horizontal axis.
    static String formatBandMiddle(RadarLayout.Band band) {
        return formatLength((band.inner() + band.outer()) / 2);
    }

    static String formatTitle(RadarRing ring) {
        return switch (ring) {
            case ADOPT -> "Adopt";
            case TRIAL -> "Trial";
            case ASSESS -> "Assess";
            case HOLD -> "Hold";
        };
    }

    static String formatTitle(TechnologyKind kind) {
        return switch (kind) {
            case TECHNIQUE -> "Techniques";
            case TOOL -> "Tools";
            case PLATFORM -> "Platforms";
            case LANGUAGE_OR_FRAMEWORK -> "Languages and frameworks";
        };
    }
}
