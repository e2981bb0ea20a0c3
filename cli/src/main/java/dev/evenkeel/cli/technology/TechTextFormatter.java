// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.api.DecisionRecordApi.DecisionRecordResponse;
import dev.evenkeel.api.TechnologyApi.InnovationTokensResponse;
import dev.evenkeel.api.TechnologyApi.SpentToken;
import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.UnknownCauseIncidentRate.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A formatter of the technology register as text.
final class TechTextFormatter {
    private static final int A_DAY = 10;

    private TechTextFormatter() {}

    static String formatTable(TechnologyResponse[] technologies) {
        if (technologies.length == 0) {
            return "No technologies. To add one: ./evenkeel tech create KEY. To add several: ./evenkeel tech apply"
                    + " FILE";
        }
        var textTable = new TextTable("TECHNOLOGY", "RING", "SINCE", "HOURS", "INCIDENTS", "NOVEL", "SERVICES");
        for (TechnologyResponse one : technologies) {
            textTable.addRow(
                    one.key(),
                    one.ring().name(),
                    day(one.since()),
                    formatNumber(one.hours()),
                    formatNumber(one.incidents()),
                    one.novel() ? "yes" : "no",
                    services(one.uses()));
        }
        return textTable.toString();
    }

    static String formatTechnology(TechnologyResponse one) {
        Interval incidents = one.unknown().incidents();
        List<String> lines = new ArrayList<>();
        lines.add(one.key() + ": " + one.name() + ", "
                + one.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + one.ring() + " since "
                + day(one.since()));
        lines.add("Services       " + services(one.uses()));
        lines.add("Packages       " + joined(one.packages()));
        lines.add("Running hours  " + formatNumber(one.hours()) + ", with " + formatNumber(one.incidents())
                + " incidents: "
                + (one.novel() ? "not enough history yet" : "enough history"));
        lines.add("Expected       incidents with unknown causes, per service and quarter: "
                + formatNumber(incidents.mean())
                + " (" + formatNumber(incidents.low()) + " to " + formatNumber(incidents.high())
                + " at 90% confidence); chance of at least one: "
                + QuantityFormatter.formatProbability(one.unknown().probability()));
        lines.add("");
        lines.add(moves(one.ringChanges()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String moves(List<RadarRingChange> moves) {
        var textTable = new TextTable("DATE", "FROM", "TO", "BY", "RECORD", "REASON");
        for (RadarRingChange move : moves) {
            textTable.addRow(
                    day(move.at()),
                    move.from() == null ? "-" : move.from().name(),
                    move.to().name(),
                    move.person(),
                    Objects.requireNonNullElse(move.decisionRecord(), "none"),
                    move.reason());
        }
        return textTable.toString();
    }

    static String formatTokens(InnovationTokensResponse tokens) {
        List<String> lines = new ArrayList<>();
        lines.add(tokens.remaining() + " of " + tokens.tokens()
                + " innovation tokens left. A technology in use holds a token until it has run for "
                + formatNumber(tokens.noveltyThresholdHours()) + " hours.");
        if (!tokens.spent().isEmpty()) {
            lines.add("");
            var textTable = new TextTable("TOKEN", "TECHNOLOGY", "IN USE SINCE", "HOURS", "RECORD");
            for (SpentToken token : tokens.spent()) {
                textTable.addRow(
                        Integer.toString(token.number()),
                        token.technology(),
                        day(token.since()),
                        formatNumber(token.hours()),
                        Objects.requireNonNullElse(token.decisionRecord(), "none"));
            }
            lines.add(textTable.toString());
            lines.add("");
            lines.add("Chance of an incident with an unknown cause, if a service runs each of them for a quarter: "
                    + QuantityFormatter.formatProbability(tokens.probability()) + ".");
        }
        if (!tokens.undecided().isEmpty()) {
            lines.add("Beyond the token limit, without an accepted decision record: " + joined(tokens.undecided())
                    + ". The gate \"technology\" blocks changes that introduce them.");
        }
        return String.join(System.lineSeparator(), lines);
    }

    static String formatRecords(DecisionRecordResponse[] records) {
        if (records.length == 0) {
            return "No decision records. To import some: ./evenkeel decision-record import FOLDER";
        }
        var textTable = new TextTable("ID", "STATUS", "DATE", "DECIDED BY", "TITLE");
        for (DecisionRecordResponse one : records) {
            textTable.addRow(
                    one.id(),
                    Objects.requireNonNullElse(one.status(), "-"),
                    Objects.requireNonNullElse(one.date(), "-"),
                    joined(one.decisionMakers()),
                    one.title());
        }
        return textTable.toString();
    }

    private static String services(List<ServiceUsage> uses) {
        return uses.isEmpty()
                ? "-"
                : uses.stream()
                        .map(use -> use.service() + (use.until() == null ? "" : " (ended)"))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String joined(List<String> list) {
        return list.isEmpty() ? "-" : String.join(", ", list);
    }

    private static String day(@Nullable Instant instant) {
        return instant == null ? "-" : instant.toString().substring(0, A_DAY);
    }
}
