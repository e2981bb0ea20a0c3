// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A parser of the indicator of an SLO, which is the source of its counts.
///
/// @param set objects for resolving references
/// @param warnings receives warnings about sources that this server cannot query
record OpenSloIndicatorParser(OpenSloObjectSet set, ValidationErrors warnings) {
    private static final String NATIVE = "evenkeel";
    private static final String PROMETHEUS = "prometheus";
    private static final Set<String> OUTCOME_FIELDS = Set.of("flag", "environment");

    /// @return empty when a reference is unresolved or the source's query is invalid; the error is then in
    ///     `errors`
    Optional<ServiceLevelIndicator> parse(OpenSloObject slo, ValidationErrors errors) {
        String reference = slo.spec().path("indicatorRef").asString("");
        String pointer = slo.pointer() + "/spec";
        JsonNode spec = slo.spec().path("indicator").path("spec");
        if (!reference.isEmpty()) {
            Optional<OpenSloObject> named = set.find(OpenSloKind.SLI, reference);
            if (named.isEmpty()) {
                errors.add(
                        pointer + "/indicatorRef",
                        "unknown SLI \"" + reference + "\"",
                        "add the SLI to the documents, or define it inline");
                return Optional.empty();
            }
            spec = named.get().spec();
            pointer = named.get().pointer() + "/spec";
        } else {
            pointer += "/indicator/spec";
        }
        Optional<ServiceLevelIndicator> found =
                new RatioIndicatorParser(spec.path("ratioMetric"), pointer + "/ratioMetric", errors).parse();
        if (found.filter(ServiceLevelIndicator.UnsupportedIndicator.class::isInstance)
                .isPresent()) {
            ServiceLevelIndicator.UnsupportedIndicator foreign =
                    (ServiceLevelIndicator.UnsupportedIndicator) found.get();
            warnings.add(pointer, foreign.reason(), "the SLO is stored and exported, but has no data");
        }
        return found;
    }

    /// A parser of one ratio of events.
    private final class RatioIndicatorParser {
        private final JsonNode ratio;
        private final String pointer;
        private final ValidationErrors errors;

        RatioIndicatorParser(JsonNode ratio, String pointer, ValidationErrors errors) {
            this.ratio = ratio;
            this.pointer = pointer;
            this.errors = errors;
        }

        Optional<ServiceLevelIndicator> parse() {
            if (!ratio.has("total") || !ratio.path("counter").asBoolean()) {
                return unsupported("Only ratios of two counters are supported");
            }
            String part = ratio.has("good") ? "good" : "bad";
            String type = typeOf(part);
            if (!type.equals(typeOf("total"))) {
                return unsupported("Both counters of a ratio must have the same source");
            }
            return switch (type) {
                case NATIVE -> parseOutcomes(part);
                case PROMETHEUS -> parseCounters(part);
                default -> unsupported("Sources of type \"" + type + "\" are not supported");
            };
        }

        private Optional<ServiceLevelIndicator> parseOutcomes(String part) {
            Optional<ServiceLevelIndicator> one = parseFlag(part);
            Optional<ServiceLevelIndicator> total = parseFlag("total");
            if (one.isPresent() && total.isPresent() && !one.equals(total)) {
                errors.add(
                        pointer + "/total/metricSource/spec",
                        "must be the same flag as that of " + part,
                        "use the same flag and environment in both");
                return Optional.empty();
            }
            return one.isEmpty() ? one : total;
        }

        private Optional<ServiceLevelIndicator> parseFlag(String name) {
            JsonNode spec = sourceOf(name).path("spec");
            String at = pointer + "/" + name + "/metricSource/spec";
            spec.propertyNames().stream()
                    .filter(field -> !OUTCOME_FIELDS.contains(field))
                    .forEach(field -> errors.add(
                            at + "/" + field, "unknown field", "remove it, or use one of environment, flag"));
            String flag = spec.path("flag").asString("");
            if (flag.isBlank()) {
                errors.add(at + "/flag", "is missing", "set the key of the flag whose calls count");
                return Optional.empty();
            }
            return Optional.of(new ServiceLevelIndicator.FlagOutcomesIndicator(
                    spec.path("environment").asString("default"), flag));
        }

        private Optional<ServiceLevelIndicator> parseCounters(String part) {
            Optional<String> some = PromQlSelector.find(queryOf(part));
            Optional<String> total = PromQlSelector.find(queryOf("total"));
            return some.isPresent() && total.isPresent()
                    ? Optional.of(new ServiceLevelIndicator.PrometheusCountersIndicator(
                            some.get(), part.equals("good"), total.get()))
                    : unsupported("Counters must be selectors such as http_requests_total{code=\"500\"}, optionally in"
                            + " sum(); other queries are not supported");
        }

        private String queryOf(String name) {
            return sourceOf(name).path("spec").path("query").asString("");
        }

        private String typeOf(String name) {
            JsonNode source = sourceOf(name);
            String given = source.path("type").asString("");
            String named = set.find(
                            OpenSloKind.DATA_SOURCE,
                            source.path("metricSourceRef").asString(""))
                    .map(found -> found.spec().path("type").asString(""))
                    .orElse("");
            return (given.isEmpty() ? named : given).toLowerCase(Locale.ROOT);
        }

        private JsonNode sourceOf(String name) {
            return ratio.path(name).path("metricSource");
        }

        private Optional<ServiceLevelIndicator> unsupported(String words) {
            return Optional.of(new ServiceLevelIndicator.UnsupportedIndicator(words + "."));
        }
    }
}
