// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.evenkeel.engine.decision.history.ServiceHistory.OutagePhase;
import dev.evenkeel.files.json.RecordBinder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An uncertain number as written in a risk case: one form of a distribution with its parameters, and its source.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StatedQuantity(
        @JsonPropertyDescription("a known number") @Nullable Double number,

        @JsonPropertyDescription("mean of a share or probability; with worth") @Nullable
        Double share,

        @JsonPropertyDescription("number of observations that share is worth") @Nullable
        Double worth,

        @JsonPropertyDescription("number of failed changes; with of and prior") @Nullable
        Double failed,

        @JsonPropertyDescription("number of changes") @Nullable
        Double of,

        @JsonPropertyDescription("number of events; with watched and exposure") @Nullable
        Double events,

        @JsonPropertyDescription("time in which the events happened") @Nullable
        Double watched,

        @JsonPropertyDescription("time in which one event or more is possible, in the unit of watched") @Nullable
        Double exposure,

        @JsonPropertyDescription("5th and 95th percentile: [LOW, HIGH]") @Nullable
        List<Double> between,

        @JsonPropertyDescription("median; with sigma") @Nullable
        Double median,

        @JsonPropertyDescription("standard deviation of the natural logarithm") @Nullable
        Double sigma,

        @JsonPropertyDescription("durations of own outages; with believedMedian and believedSigma") @Nullable
        List<Double> minutes,

        @JsonPropertyDescription("median before own outages") @Nullable
        Double believedMedian,

        @JsonPropertyDescription("sigma before own outages") @Nullable
        Double believedSigma,

        @JsonPropertyDescription("mean; with deviation") @Nullable
        Double mean,

        @JsonPropertyDescription("standard deviation") @Nullable
        Double deviation,

        @JsonPropertyDescription("highest factor of an overrun, as in published IT projects") @Nullable
        Double overrunUpTo,

        @JsonPropertyDescription("cause of incidents in the service history; with weeks, prior and judgement") @Nullable
        String incidents,

        @JsonPropertyDescription("kind of changes in the service history, or service for all") @Nullable
        String changes,

        @JsonPropertyDescription("kind of failed changes in the service history, or service for all") @Nullable
        String majors,

        @JsonPropertyDescription("phase of outages in the service history; with prior") @Nullable
        OutagePhase history,

        @JsonPropertyDescription("technology in the service history; with weeks") @Nullable
        String technology,

        @JsonPropertyDescription("name of the prior; the allowed names depend on the form") @Nullable
        String prior,

        @JsonSubTypes({@JsonSubTypes.Type(Double.class), @JsonSubTypes.Type(Multiplier.class)})
        @JsonPropertyDescription("factor on the usual rate; default 1")
        @Nullable
        JsonNode multiplier,

        @JsonPropertyDescription("duration in which it can occur") @Nullable
        Double weeks,

        @JsonPropertyDescription("source: own data and its size") @Nullable
        String own,

        @JsonPropertyDescription("source: publication") @Nullable
        String published,

        @JsonPropertyDescription("source: who estimates it") @Nullable
        String judgement,

        @JsonPropertyDescription("cheapest way to know it better") @Nullable
        String learnBy) {
    /// Description of the forms that estimate the number from the history of the service.
    static final String HISTORY_FORMS =
            "incidents: CAUSE with weeks: N, multiplier: N (or {between: [LOW, HIGH]}) and prior: NAME, or changes:"
                    + " KIND with prior: NAME, or majors: KIND, or history: WHOLE|DETECT|IDENTIFY|MITIGATE with prior:"
                    + " NAME, or technology: NAME with weeks: N";
    /// Description of all forms.
    static final String FORMS = "number: N, or share: MEAN with worth: TRIALS, or failed: N with of: N and prior:"
            + " NAME, or events: N with watched: TIME and exposure: TIME, or between: [LOW, HIGH], or median:"
            + " M with sigma: S, or minutes: [M, ...] with believedMedian: M and believedSigma: S, or mean: M"
            + " with deviation: S, or overrunUpTo: FACTOR,"
            + " or from the history " + HISTORY_FORMS;

    private static final Set<String> FORM_FIELDS = Set.of(
            "number",
            "share",
            "failed",
            "events",
            "between",
            "median",
            "minutes",
            "mean",
            "overrunUpTo",
            "incidents",
            "changes",
            "majors",
            "history",
            "technology");

    /// A factor on a rate: one form of an amount, from the same source as its quantity.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Multiplier(
            @Nullable List<Double> between,
            @Nullable Double median,
            @Nullable Double sigma) {}

    boolean isEmpty() {
        return RecordBinder.valuesOf(this).values().stream().allMatch(Objects::isNull);
    }

    /// Returns the names of the given forms, in alphabetical order. A valid quantity has one.
    List<String> listForms() {
        Map<String, @Nullable Object> values = RecordBinder.valuesOf(this);
        return new TreeSet<>(FORM_FIELDS)
                .stream().filter(form -> values.get(form) != null).toList();
    }
}
