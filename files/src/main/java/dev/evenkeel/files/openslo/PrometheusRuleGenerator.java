// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.yaml.YamlCodec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A generator of Prometheus rules that evaluate the same SLOs independently: for each objective and window the
/// bad share and the number of bad events, for each burn rule an alert, and an alert for absent data.
public final class PrometheusRuleGenerator {
    private static final JsonMapper JSON = JsonMapper.shared();
    /* increase() extrapolates to the ends of its window, so its results deviate slightly from integers. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.5");

    private PrometheusRuleGenerator() {}

    /// Whether a Prometheus server has the counts of the SLO.
    public static boolean supports(Slo slo) {
        return slo.indicator() instanceof ServiceLevelIndicator.PrometheusCountersIndicator;
    }

    /// Generates a rule file, with one group for each SLO whose counts a Prometheus server has.
    public static String generate(List<Slo> slos) {
        ObjectNode file = JSON.createObjectNode();
        ArrayNode groups = file.putArray("groups");
        for (Slo slo : slos) {
            if (slo.indicator() instanceof ServiceLevelIndicator.PrometheusCountersIndicator counters) {
                ObjectNode group = groups.addObject().put("name", "evenkeel-slo-" + slo.name());
                ArrayNode rules = group.putArray("rules");
                slo.objectives()
                        .forEach(objective -> addRules(
                                rules, new RuleSubject(slo, objective, new BadEventQueries(counters, objective))));
            }
        }
        return YamlCodec.toYaml(List.of(file));
    }

    private static void addRules(ArrayNode rules, RuleSubject subject) {
        subject.bad().sliceQuery().ifPresent(query -> addRecordingRule(rules, BadEventQueries.SLICE, query, subject));
        windowsOf(subject.slo()).forEach(window -> {
            addRecordingRule(
                    rules,
                    BadEventQueries.shareName(window),
                    subject.bad().shareQuery(window, subject.selector()),
                    subject);
            addRecordingRule(
                    rules,
                    BadEventQueries.countName(window),
                    subject.bad().countQuery(window, subject.selector()),
                    subject);
        });
        subject.slo().rules().forEach(rule -> rules.add(alertRule(rule, subject)));
        rules.add(absenceAlert(subject));
    }

    private static Stream<Duration> windowsOf(Slo slo) {
        Stream<Duration> ofRules =
                slo.rules().stream().flatMap(rule -> Stream.of(rule.shortWindow(), rule.longWindow()));
        return Stream.concat(ofRules, Stream.of(slo.noDataAfter())).distinct().sorted();
    }

    private static void addRecordingRule(ArrayNode rules, String name, String query, RuleSubject subject) {
        rules.addObject().put("record", name).put("expr", query).set("labels", subject.labels());
    }

    private static JsonNode alertRule(BurnAlertRule rule, RuleSubject subject) {
        String burning = Stream.of(rule.longWindow(), rule.shortWindow())
                .distinct()
                .map(window -> BadEventQueries.shareName(window) + subject.selector() + " > "
                        + formatNumber(rule.threshold() * subject.objective().allowedBadShare()) + "\nand "
                        + BadEventQueries.countName(window) + subject.selector() + " > "
                        + BigDecimal.valueOf(rule.minBadEvents(window))
                                .subtract(ROUNDING)
                                .toPlainString())
                .reduce((one, other) -> one + "\nand " + other)
                .orElseThrow();
        ObjectNode labels = subject.labels()
                .put("rule", rule.name())
                .put("severity", rule.severity().name().toLowerCase(Locale.ROOT));
        ObjectNode alert = JSON.createObjectNode().put("alert", "SloBurn").put("expr", burning);
        alert.set("labels", labels);
        alert.putObject("annotations")
                .put("summary", "The error budget of " + subject.title() + " is burning.")
                .put(
                        "description",
                        "The burn rate exceeds " + formatNumber(rule.threshold()) + " over the last "
                                + BadEventQueries.formatDuration(rule.longWindow()) + " and the last "
                                + BadEventQueries.formatDuration(rule.shortWindow())
                                + ". The alert ends when one of them drops below the threshold.");
        return alert;
    }

    private static JsonNode absenceAlert(RuleSubject subject) {
        String name = BadEventQueries.shareName(subject.slo().noDataAfter());
        ObjectNode alert = JSON.createObjectNode()
                .put("alert", "SloNoData")
                .put("expr", "absent(" + name + subject.selector() + ")");
        alert.set("labels", subject.labels().put("severity", "ticket"));
        alert.putObject("annotations")
                .put("summary", "No data for " + subject.title() + ".")
                .put("description", "The state of the SLO is unknown.");
        return alert;
    }

    private static String formatNumber(double number) {
        return new BigDecimal(number, new MathContext(12)).stripTrailingZeros().toPlainString();
    }

    /// One objective and the queries for its bad events.
    private record RuleSubject(Slo slo, Objective objective, BadEventQueries bad) {
        ObjectNode labels() {
            ObjectNode labels = JSON.createObjectNode();
            names().forEach(labels::put);
            return labels;
        }

        String selector() {
            return "{slo=" + quote(slo.name()) + ",objective=" + quote(objective.name()) + "}";
        }

        String title() {
            return slo.name() + " (" + objective.name() + ")";
        }

        private Map<String, String> names() {
            return new TreeMap<>(Map.of("slo", slo.name(), "service", slo.service(), "objective", objective.name()));
        }

        private static String quote(String text) {
            return JSON.writeValueAsString(text);
        }
    }
}
