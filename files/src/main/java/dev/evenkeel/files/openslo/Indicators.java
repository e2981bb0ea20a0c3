// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.Indicator;
import dev.evenkeel.files.json.Faults;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds out where the counts of an SLO come from.
///
/// @param set where references lead
/// @param warnings where it is told that nobody here can ask
record Indicators(OpenSloSet set, Faults warnings) {
    private static final String NATIVE = "evenkeel";
    private static final String PROMETHEUS = "prometheus";
    private static final Set<String> OUTCOME_FIELDS = Set.of("flag", "environment");

    /// @return empty when a reference leads nowhere or the source is asked in a wrong way, which is noted
    Optional<Indicator> of(OpenSloObject slo, Faults faults) {
        String reference = slo.spec().path("indicatorRef").asString("");
        String pointer = slo.pointer() + "/spec";
        JsonNode spec = slo.spec().path("indicator").path("spec");
        if (!reference.isEmpty()) {
            Optional<OpenSloObject> named = set.find(Kind.SLI, reference);
            if (named.isEmpty()) {
                faults.add(
                        pointer + "/indicatorRef",
                        "there is no SLI \"" + reference + "\"",
                        "add the SLI to the documents, or write the indicator here");
                return Optional.empty();
            }
            spec = named.get().spec();
            pointer = named.get().pointer() + "/spec";
        } else {
            pointer += "/indicator/spec";
        }
        Optional<Indicator> found = new Ratio(spec.path("ratioMetric"), pointer + "/ratioMetric", faults).indicator();
        if (found.filter(Indicator.Foreign.class::isInstance).isPresent()) {
            Indicator.Foreign foreign = (Indicator.Foreign) found.get();
            warnings.add(pointer, foreign.words(), "it is kept and written back, and has no data here");
        }
        return found;
    }

    /// One ratio of events.
    private final class Ratio {
        private final JsonNode ratio;
        private final String pointer;
        private final Faults faults;

        Ratio(JsonNode ratio, String pointer, Faults faults) {
            this.ratio = ratio;
            this.pointer = pointer;
            this.faults = faults;
        }

        Optional<Indicator> indicator() {
            if (!ratio.has("total") || !ratio.path("counter").asBoolean()) {
                return foreign("Only ratios of two counters are measured here");
            }
            String part = ratio.has("good") ? "good" : "bad";
            String type = type(part);
            if (!type.equals(type("total"))) {
                return foreign("Both numbers of a ratio must come from one source to be measured here");
            }
            return switch (type) {
                case NATIVE -> outcomes(part);
                case PROMETHEUS -> counters(part);
                default -> foreign("Nobody here can ask a source of type \"" + type + "\"");
            };
        }

        private Optional<Indicator> outcomes(String part) {
            Optional<Indicator> one = flag(part);
            Optional<Indicator> total = flag("total");
            if (one.isPresent() && total.isPresent() && !one.equals(total)) {
                faults.add(
                        pointer + "/total/metricSource/spec",
                        "is another flag than that of " + part,
                        "name the same flag and environment in both");
                return Optional.empty();
            }
            return one.isEmpty() ? one : total;
        }

        private Optional<Indicator> flag(String name) {
            JsonNode spec = source(name).path("spec");
            String at = pointer + "/" + name + "/metricSource/spec";
            spec.propertyNames().stream()
                    .filter(field -> !OUTCOME_FIELDS.contains(field))
                    .forEach(field -> faults.add(
                            at + "/" + field, "there is no such field", "remove it, or use one of environment, flag"));
            String flag = spec.path("flag").asString("");
            if (flag.isBlank()) {
                faults.add(at + "/flag", "is missing", "give the key of the flag whose calls count");
                return Optional.empty();
            }
            return Optional.of(new Indicator.Outcomes(spec.path("environment").asString("default"), flag));
        }

        private Optional<Indicator> counters(String part) {
            Optional<String> some = Selector.of(query(part));
            Optional<String> total = Selector.of(query("total"));
            return some.isPresent() && total.isPresent()
                    ? Optional.of(new Indicator.Counters(some.get(), part.equals("good"), total.get()))
                    : foreign("Counters are asked for by a selector like http_requests_total{code=\"500\"}, with or"
                            + " without sum() around it; another query is not measured here");
        }

        private String query(String name) {
            return source(name).path("spec").path("query").asString("");
        }

        private String type(String name) {
            JsonNode source = source(name);
            String given = source.path("type").asString("");
            String named = set.find(
                            Kind.DATA_SOURCE, source.path("metricSourceRef").asString(""))
                    .map(found -> found.spec().path("type").asString(""))
                    .orElse("");
            return (given.isEmpty() ? named : given).toLowerCase(Locale.ROOT);
        }

        private JsonNode source(String name) {
            return ratio.path(name).path("metricSource");
        }

        private Optional<Indicator> foreign(String words) {
            return Optional.of(new Indicator.Foreign(words + "."));
        }
    }
}
