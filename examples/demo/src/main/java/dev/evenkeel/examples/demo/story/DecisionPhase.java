// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.examples.demo.client.DecisionClient;
import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.files.report.PdfPrinter;
import dev.evenkeel.files.report.ReportDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Phase of the decision: assesses the migration's risk from the service's own history, records a decision,
/// and finally generates the outcome report.
final class DecisionPhase {
    private static final String STABILISE = "stabilise first";
    private static final String PHASED = "phased now";
    private static final int WEEKS_KNOWN = 40;
    /* Before the first of the two recent incidents. */
    private static final int DAYS_SINCE_TRIGGER = 13;
    private static final double WEEKS_EACH = 1.3;
    private static final int DAYS_OF_A_WEEK = 5;

    private static final String TEXT = """
            name: move the payment core to the modern framework
            asOf: TODAY
            weeks: 26
            currency: EUR
            losses: [10000, 50000, 200000]
            causes:
            CAUSES
              "the new framework": {chance: {share: 0.1, worth: 10, judgement: MADE, learnBy: use shadow traffic}}
            work:
            WORK
            containment: {share: 0.5, worth: 20, judgement: MADE, learnBy: run a rollback drill under load}
            outages:
              outage: {whole: {history: WHOLE, prior: ISSRE_WHOLE}}
              rehearsed: {whole: {median: 30, sigma: 1, judgement: MADE}}
            money:
              revenuePerHour: {number: 40000, judgement: MADE}
              shareLost:      {share: 0.6, worth: 30, judgement: MADE}
              errorsPerWeek:  {number: 9000, judgement: MADE}
              gainPerWeek:    {number: 3000, judgement: MADE}
              labourPerWeek:  {number: 4000, judgement: MADE}
            overrun: {overrunUpTo: 2, judgement: MADE}
            courses:
              now:             {start: TODAY}
              phased now:      {start: TODAY, phased: true, rolloutWeeks: 0.5, outage: rehearsed}
              stabilise first: {start: TODAY, work: [ITEMS], phased: true, rolloutWeeks: 0.5, outage: rehearsed}
              do not:          {start: TODAY, migrates: false}
            """;

    private final DemoOptions options;
    private final DemoEnvironment environment;
    private final DemoRunner runner;
    private final DecisionClient api;
    private String id = "";

    DecisionPhase(DemoOptions options, DemoEnvironment environment, DemoRunner runner, DecisionClient api) {
        this.options = options;
        this.environment = environment;
        this.runner = runner;
        this.api = api;
    }

    /// Imports weekly SLO results from before the server measured the SLO.
    void importSloHistory() throws IOException, InterruptedException {
        LocalDate trigger = today().minusDays(DAYS_SINCE_TRIGGER);
        List<Map<String, Object>> weeks = IntStream.rangeClosed(1, WEEKS_KNOWN)
                .mapToObj(week -> Map.<String, Object>of(
                        "weekStart",
                        trigger.minusDays(7L * week).toString(),
                        "failures",
                        48_000 + 1_700 * (week % 5),
                        "calls",
                        1_000_000))
                .toList();
        api.importSloWeeks(StabilityClient.OBJECTIVE, weeks);
    }

    /// Assesses the options and prints the memo.
    void assess(StabilityClient client) throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Risk assessment, based on the incident history of the service");
        AssessmentResponse made = api.assess(text());
        id = made.id();
        RiskComparisonResult result = made.result();
        for (CourseResult course : result.courses()) {
            runner.recordFact("\"" + course.name() + "\"", describe(course, result.currency()));
        }
        runner.recordFact(
                "lowest expected cost",
                "\"" + result.best() + "\"" + (result.decides() ? ", conclusive" : ", not conclusive"));
        print("memo", api.getMemoHtml(id));
        runner.screen().line("assessment: " + environment.pageLink("/assessments/" + id));
        expectGate(client, GateVerdict.DENY, id);
    }

    private static String describe(CourseResult course, String currency) {
        String cost =
                "expected cost " + QuantityFormatter.formatMoney(course.total().middle(), currency);
        return course.migrates()
                ? QuantityFormatter.formatProbability(
                                course.chance().middle(),
                                course.chance().low(),
                                course.chance().high())
                        + " chance of a major incident, " + cost
                : cost;
    }

    /// Decides on stability work before the migration.
    void decideStabiliseFirst(StabilityClient client)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        api.decide(id, STABILISE, "fix the three worst causes of the year first", "");
        runner.recordFact("decided", "\"" + STABILISE + "\", by the head of payments");
        expectGate(client, GateVerdict.DENY, PaymentWeakness.LOCKS.remedy());
    }

    /// Decides against the memo's recommendation, which stays on record.
    void decidePhasedRollout(StabilityClient client)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        api.decide(
                id,
                PHASED,
                "support for the current framework ends next month",
                "the payments lead would fix the three worst causes first");
        api.importWorkItems(List.of(draft(Instant.now())));
        runner.recordFact("decided", "\"" + PHASED + "\", by the head of payments; dissent by the payments lead");
        expectGate(client, GateVerdict.PASS, PHASED);
    }

    /// Reports that the work against each cause is done.
    ///
    /// @param evidence measured effect for each cause
    void completeWork(StabilityClient client, Map<PaymentWeakness, String> evidence)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        for (Map.Entry<PaymentWeakness, String> one : evidence.entrySet()) {
            api.completeWork(id, one.getKey().remedy(), WEEKS_EACH, one.getValue());
        }
        api.importWorkItems(work(Instant.now()));
        expectGate(client, GateVerdict.PASS, STABILISE);
    }

    /* Five days a week, and the team's other work in that time. */
    private static List<Map<String, Object>> work(Instant now) {
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(draft(now));
        for (PaymentWeakness spot : PaymentWeakness.values()) {
            Map<String, Object> item =
                    item("PAY-" + (items.size() + 1), spot.remedy(), "RELIABILITY", WEEKS_EACH * DAYS_OF_A_WEEK, now);
            item.put("causes", List.of(spot.cause()));
            items.add(item);
        }
        return items;
    }

    private static Map<String, Object> draft(Instant now) {
        return item("PAY-1", "a first draft of instant payments", "NEW_WORK", 8, now);
    }

    private static Map<String, Object> item(String key, String title, String kind, double days, Instant now) {
        return new HashMap<>(Map.of(
                "key",
                key,
                "title",
                title,
                "kind",
                kind,
                "team",
                "team-money",
                "service",
                StabilityClient.SERVICE,
                "planned",
                days,
                "actual",
                days,
                "opened",
                now.toString(),
                "closed",
                now.toString()));
    }

    private void expectGate(StabilityClient client, GateVerdict verdict, String words)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        GateResult gate = client.gate("risk");
        runner.require(
                gate.verdict() == verdict && gate.reason().contains(words),
                "the gate risk should be " + verdict + " and mention \"" + words + "\", but is " + gate);
        runner.recordFact("gate risk", verdict + ": " + gate.reason());
    }

    /// Records the lesson learned and prints the report, which must have no missing records.
    void writeReport() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Change report");
        List<ForecastResponse> forecasts = runner.await(
                () -> api.forecasts("major-incident"),
                known -> !known.isEmpty(),
                known -> "waiting for the forecast of the decision");
        api.addLesson(
                "gates that require numbers shorten discussions about dates",
                forecasts.getFirst().id());
        String missing = api.getChangeReport().gaps().stream()
                .map(ReportDocument.DataGap::missing)
                .collect(Collectors.joining("; "));
        runner.require(
                missing.isEmpty(), "the report should have no missing records, but these are missing: " + missing);
        print("report", api.getChangeReportHtml());
        runner.recordFact("missing records in the report", "none");
        runner.screen().line("change: " + environment.pageLink("/changes/default/payment-core"));
    }

    private void print(String name, String html) throws IOException, InterruptedException {
        Path page = Files.writeString(options.data().resolve(name + ".html"), html);
        Optional<Path> browser = PdfPrinter.findBrowser();
        if (browser.isEmpty()) {
            runner.recordFact(name, page + " (no PDF: Chromium not found)");
            return;
        }
        Path pdf = options.data().resolve(name + ".pdf");
        PdfPrinter.print(browser.get(), pdf, html, environment.timeouts().print(), IllegalStateException::new);
        runner.recordFact(name, pdf.toString());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /* Probabilities and durations come from the history; values without records are invented and marked as
     * such. */
    private static String text() {
        String made = "made up for the demo";
        String causes =
                cases("  \"%s\": {chance: {incidents: \"%s\", weeks: 2, multiplier: 3, judgement: " + made + "}}");
        String work = Arrays.stream(PaymentWeakness.values())
                .map(spot -> String.format(Locale.ROOT, """
                          "%s":
                            weeks: {number: %.1f, judgement: %s}
                            cures: {"%s": {share: 0.8, worth: 20, judgement: %s}}
                            fewerErrors: {share: 0.3, worth: 20, judgement: %s}
                        """, spot.remedy(), WEEKS_EACH, made, spot.cause(), made, made))
                .collect(Collectors.joining());
        String items = Arrays.stream(PaymentWeakness.values())
                .map(spot -> "\"" + spot.remedy() + "\"")
                .collect(Collectors.joining(", "));
        return TEXT.replace("TODAY", today().toString())
                .replace("CAUSES", causes)
                .replace("WORK\n", work)
                .replace("ITEMS", items)
                .replace("MADE", made);
    }

    private static String cases(String line) {
        return Arrays.stream(PaymentWeakness.values())
                .map(spot -> String.format(Locale.ROOT, line, spot.cause(), spot.cause()))
                .collect(Collectors.joining("\n"));
    }
}
