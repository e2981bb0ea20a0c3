// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.engine.cause.CauseHarmRanking;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.operations.incident.report.CauseReportService;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Model of the causes page. Answers: what should we fix first, do incidents become fewer, and are causes
/// detected?
///
/// @param selection selected query and the available options
/// @param summary the answer in a sentence
/// @param details further remarks
/// @param chart chart of the causes
/// @param rows the causes, most harmful first
/// @param uncountedIncidents incidents that are not counted, with the reason
/// @param uncertainty assumptions and uncertainty of the numbers
/// @param quarters incidents of the last quarters, oldest first; empty without incidents
record CausesPageModel(
        CauseReportFilterOptions selection,
        String summary,
        List<String> details,
        ParetoChart chart,
        List<Row> rows,
        List<UncountedIncidents> uncountedIncidents,
        String uncertainty,
        List<IncidentQuarterRow> quarters,
        DetectionDrillTables detection) {
    private static final int NEWEST = 5;
    private static final int TOP = 3;

    /// The selected query and the available options.
    ///
    /// @param services services to choose from
    /// @param problem validation error of the query; empty for none
    record CauseReportFilterOptions(List<String> services, CauseReportService.CauseReportQuery query, String problem) {
        CauseReportFilterOptions {
            var all = new TreeSet<>(services);
            if (!query.service().isEmpty()) {
                all.add(query.service());
            }
            services = List.copyOf(all);
        }

        /// Returns links for the measures by which causes can be ordered.
        List<HarmMeasureLink> measureLinks() {
            return Stream.of(HarmMeasure.values()).map(this::toLink).toList();
        }

        private HarmMeasureLink toLink(HarmMeasure measure) {
            Map<String, String> asked = new LinkedHashMap<>();
            asked.put("service", query.service());
            asked.put("days", Integer.toString(query.days()));
            asked.put("by", toParameter(measure));
            return new HarmMeasureLink(
                    switch (measure) {
                        case MONEY -> "By money";
                        case MINUTES -> "By minutes";
                        case COUNT -> "By incidents";
                    },
                    PageUrls.withQuery("/causes", asked),
                    measure == query.measure());
        }

        /// Returns the measure as a query parameter.
        String measureParameter() {
            return toParameter(query.measure());
        }

        private static String toParameter(HarmMeasure measure) {
            return measure.name().toLowerCase(Locale.ROOT);
        }
    }

    /// A link that selects another query.
    ///
    /// @param current whether it is the current selection
    record HarmMeasureLink(String name, String path, boolean current) {}

    /// A link to an incident.
    record IncidentReference(String id, String title) {}

    /// A cause.
    ///
    /// @param incidents number of incidents; an incident with several causes counts by the part of each
    /// @param minutes minutes lost to it
    /// @param money money lost to it
    /// @param share observed share of all harm
    /// @param expected expected share of all harm
    /// @param rate incidents per quarter
    /// @param saved harm that a fix saves per quarter
    /// @param topThree probability that it is among the three most harmful causes
    /// @param newest incidents, newest first
    record Row(
            String cause,
            String incidents,
            String minutes,
            String money,
            String share,
            String expected,
            String rate,
            String saved,
            String topThree,
            List<IncidentReference> newest) {}

    /// Incidents that are not counted.
    ///
    /// @param text their number, and the harm that depends on them
    /// @param newest some of them, newest first
    record UncountedIncidents(String text, String remedy, List<IncidentReference> newest) {}

    static CausesPageModel of(
            CauseReportFilterOptions choice,
            CauseReportService.CauseReportResult causeReportResult,
            IncidentsByQuarterReport quarters,
            List<DrillWithResult> drills) {
        var sums = new CauseReportMessages(choice.query().measure(), causeReportResult);
        List<CauseHarmRanking.RankedCause> rows = causeReportResult.report().rows();
        return new CausesPageModel(
                choice,
                sums.summary(choice.query()),
                sums.details(choice.query()),
                ParetoChart.of(rows, sums.shareLabel()),
                rows.stream().map(sums::toRow).toList(),
                sums.listUncountedIncidents(),
                "Ranges hold with 90%, chances are off by at most "
                        + formatNumber(
                                100 / Math.sqrt(causeReportResult.report().draws()))
                        + " points. Assumed: incidents of a cause come at a constant rate; worse ones than those seen are"
                        + " not imagined; a fix removes its cause for good.",
                IncidentQuarterRow.listAll(quarters),
                DetectionDrillTables.of(drills));
    }

    /// Formats an interval of shares in whole percents.
    static String formatRange(CauseHarmRanking.Interval share) {
        return Math.round(100 * share.low()) + "–" + Math.round(100 * share.high()) + "%";
    }

    /// Messages derived from the incidents in addition to the report.
    private record CauseReportMessages(HarmMeasure measure, CauseReportService.CauseReportResult result) {
        /// Returns the noun that the shares refer to.
        String shareLabel() {
            return switch (measure) {
                case MONEY -> "the money";
                case MINUTES -> "the minutes";
                case COUNT -> "the incidents";
            };
        }

        String summary(CauseReportService.CauseReportQuery causeReportQuery) {
            String days = QuantityFormatter.formatCount(causeReportQuery.days())
                    + (causeReportQuery.days() == 1 ? " day" : " days");
            String service = causeReportQuery.service().isEmpty() ? "" : " of " + causeReportQuery.service();
            List<CauseHarmRanking.RankedCause> rows = result.report().rows();
            if (rows.isEmpty()) {
                return result.incidents().isEmpty()
                        ? "Nothing to fix is known: no incident" + service + " in " + days + "."
                        : "What to fix first is not known: no incident" + service + " in " + days + " has "
                                + (measure == HarmMeasure.COUNT ? "a cause." : "a cause and a known loss.");
            }
            CauseHarmRanking.RankedCause first = rows.getFirst();
            String chance = rows.size() > TOP
                    ? ", among the top three with " + QuantityFormatter.formatProbability(first.topThreeProbability())
                    : rows.size() == 1 ? ", the only cause that is known" : ", of " + rows.size() + " known causes";
            return "Fix “" + first.cause() + "” first: "
                    + QuantityFormatter.formatProbability(first.observedShare()) + " of " + shareLabel()
                    + service + " of " + days + chance + ".";
        }

        List<String> details(CauseReportService.CauseReportQuery causeReportQuery) {
            CauseHarmRanking report = result.report();
            if (report.rows().isEmpty()) {
                return List.of();
            }
            CauseHarmRanking.RankedCause first = report.rows().getFirst();
            double all = report.rows().stream()
                    .mapToDouble(CauseHarmRanking.RankedCause::harm)
                    .sum();
            return List.of(
                    "A fix that lasts saves " + formatSavings(first) + " a quarter.",
                    "From " + formatIncidentCount(report.incidents())
                            + (measure == HarmMeasure.COUNT ? "." : ", which cost " + formatHarm(all) + ".")
                            + (causeReportQuery.measure() == HarmMeasure.MONEY && report.incidents() < 2 * TOP
                                    ? " That is few: the order may be luck."
                                    : ""));
        }

        Row toRow(CauseHarmRanking.RankedCause row) {
            List<Incident> own = result.incidents().stream()
                    .filter(one -> one.account().causeShares().containsKey(row.cause()))
                    .toList();
            return new Row(
                    row.cause(),
                    formatNumber(row.count()),
                    sumHarm(own, CauseReportMessages::minutesOf, row.cause()) + "\u00a0min",
                    result.currency() == null
                            ? "not told"
                            : result.currency() + "\u00a0" + sumHarm(own, this::lossOf, row.cause()),
                    QuantityFormatter.formatProbability(row.observedShare()),
                    formatRange(row.share()),
                    formatNumber(row.incidentsPerQuarter().mean()) + " ("
                            + formatNumber(row.incidentsPerQuarter().low()) + "–"
                            + formatNumber(row.incidentsPerQuarter().high()) + ")",
                    formatSavings(row),
                    QuantityFormatter.formatProbability(row.topThreeProbability()),
                    listNewest(own));
        }

        private String formatSavings(CauseHarmRanking.RankedCause row) {
            CauseHarmRanking.Interval saved = row.harmPerQuarter();
            return withUnit(formatEstimate(saved.mean())) + " (" + formatEstimate(saved.low()) + "–"
                    + formatEstimate(saved.high()) + ")";
        }

        private String formatEstimate(double amount) {
            return measure == HarmMeasure.MONEY ? QuantityFormatter.formatMoney(amount) : formatNumber(amount);
        }

        private String formatHarm(double amount) {
            return withUnit(formatNumber(amount));
        }

        private String withUnit(String amount) {
            return switch (measure) {
                case MONEY -> (result.currency() + "\u00a0" + amount).strip();
                case MINUTES -> amount + "\u00a0min";
                case COUNT -> amount + " incidents";
            };
        }

        List<UncountedIncidents> listUncountedIncidents() {
            return Stream.of(
                            findUncountedIncidents(
                                    one -> one.account().causes().isEmpty(),
                                    " without a cause: ",
                                    "Name causes in its review: ./evenkeel incident review ID --record review.yaml"),
                            findUncountedIncidents(
                                    one -> !one.account().causes().isEmpty() && harmOf(one) == null,
                                    measure == HarmMeasure.MINUTES ? " of unknown length: " : " of unknown loss: ",
                                    measure == HarmMeasure.MINUTES
                                            ? "Say when harm began and when it ended, in times of its review."
                                            : "Say what was lost, in impact.lost of its review."))
                    .filter(gap -> !gap.newest().isEmpty())
                    .toList();
        }

        private UncountedIncidents findUncountedIncidents(Predicate<Incident> belongs, String what, String remedy) {
            List<Incident> some = result.incidents().stream().filter(belongs).toList();
            List<String> known = Stream.of(
                            formatTotal(some, this::lossOf, String.valueOf(result.currency()) + "\u00a0", ""),
                            formatTotal(some, CauseReportMessages::minutesOf, "", "\u00a0min"))
                    .filter(words -> !words.isEmpty())
                    .toList();
            String weight = known.isEmpty() ? "nobody knows what they cost" : "at least " + String.join(" and ", known);
            return new UncountedIncidents(
                    formatIncidentCount(some.size()) + what + weight + ".", remedy, listNewest(some));
        }

        private static String formatIncidentCount(int count) {
            return QuantityFormatter.formatCount(count) + (count == 1 ? " incident" : " incidents");
        }

        private static String formatTotal(
                Collection<Incident> incidents, IncidentHarmExtractor of, String before, String behind) {
            List<Double> known = incidents.stream()
                    .map(of::amountOf)
                    .filter(Objects::nonNull)
                    .map(Double.class::cast)
                    .toList();
            return known.isEmpty()
                    ? ""
                    : before
                            + formatNumber(known.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            + behind;
        }

        private static String sumHarm(Collection<Incident> incidents, IncidentHarmExtractor of, String cause) {
            double sum = 0;
            for (Incident one : incidents) {
                Double amount = of.amountOf(one);
                sum += amount == null ? 0 : amount * one.account().causeShares().getOrDefault(cause, 0.0);
            }
            return formatNumber(sum);
        }

        private @Nullable Double harmOf(Incident incident) {
            return switch (measure) {
                case MONEY -> lossOf(incident);
                case MINUTES -> minutesOf(incident);
                case COUNT -> (Double) 1.0;
            };
        }

        private @Nullable Double lossOf(Incident incident) {
            IncidentLoss loss = incident.account().impact().financialLoss();
            return loss == null || !loss.currency().equals(result.currency())
                    ? null
                    : (Double) loss.amount().doubleValue();
        }

        private static @Nullable Double minutesOf(Incident incident) {
            return HarmDurationCalculator.calculateMinutes(incident);
        }

        private static List<IncidentReference> listNewest(List<Incident> incidents) {
            return incidents.reversed().stream()
                    .limit(NEWEST)
                    .map(one -> new IncidentReference(one.id(), one.title()))
                    .toList();
        }
    }

    /// Harm of an incident in one measure; null if unknown.
    private interface IncidentHarmExtractor {
        @Nullable
        Double amountOf(Incident incident);
    }
}
