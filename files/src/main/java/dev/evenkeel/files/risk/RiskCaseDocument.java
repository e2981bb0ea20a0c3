// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.RevenueOrFreezePeriod;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a risk case in a file or manifest (docs/reference/risk-cases.md). [RiskCaseResolver] computes the
/// distributions of its numbers, and [dev.evenkeel.engine.decision.RiskCase] is the result.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RiskCaseDocument(
        @JsonProperty(required = true) @JsonPropertyDescription("title of the decision")
        String name,

        @JsonProperty(required = true) @JsonPropertyDescription("date of the data")
        LocalDate asOf,

        @JsonProperty(required = true) @JsonPropertyDescription("horizon of the comparison in weeks, at most 1,040")
        double weeks,

        @JsonProperty(required = true) @JsonPropertyDescription("currency of all amounts")
        String currency,

        @JsonPropertyDescription("at most 100 amounts; the result shows the probability of a larger loss")
        List<Double> losses,

        @JsonProperty(required = true)
        @JsonPropertyDescription("by name: probability that the change becomes a major incident by this cause")
        Map<String, Cause> causes,

        @JsonPropertyDescription("by name: planned weeks, and the causes that the work reduces")
        Map<String, Work> work,

        @JsonPropertyDescription("share of each cause's probability that a phased rollout removes") @Nullable
        StatedQuantity containment,

        @JsonProperty(required = true) @JsonPropertyDescription("by name: parts of an outage, in minutes")
        Map<String, Map<String, StatedQuantity>> outages,

        @JsonProperty(required = true) @JsonPropertyDescription("revenue, cost of errors, and gain of the change")
        Money money,

        @JsonPropertyDescription("by name: dates with different revenue, or with a change freeze")
        Map<String, RevenueOrFreezePeriod> seasons,

        @JsonProperty(required = true) @JsonPropertyDescription("factor by which work takes longer than planned")
        StatedQuantity overrun,

        @JsonProperty(required = true) @JsonPropertyDescription("by name: courses to compare")
        Map<String, Course> courses,

        @JsonPropertyDescription("by name: promised dates, and the cost of missing them")
        Map<String, Commitment> commitments,

        @JsonPropertyDescription("base rate of major incidents among similar changes") @Nullable
        BaseRate base,

        @JsonPropertyDescription("by name: parts of the case that a lever changes")
        Map<String, Lever> levers,

        @JsonPropertyDescription("SLOs of unchanged services, for comparison in the change report")
        List<String> compareWith) {

    /// A way to a major incident.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Cause(
            @JsonProperty(required = true)
            @JsonPropertyDescription("probability, with no work done and all users exposed at once")
            StatedQuantity chance) {}

    /// Work before the change.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Work(
            @JsonProperty(required = true) @JsonPropertyDescription("planned duration")
            StatedQuantity weeks,

            @JsonPropertyDescription("by cause: share of its probability that the work removes")
            Map<String, StatedQuantity> cures,

            @JsonPropertyDescription("share of the current cost of errors that the work removes") @Nullable
            StatedQuantity fewerErrors) {}

    /// Revenue and costs.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Money(
            @JsonPropertyDescription("mean revenue per hour, unless revenue is set") @Nullable
            StatedQuantity revenuePerHour,

            @JsonPropertyDescription("revenue by hour, from a file") @Nullable
            Revenue revenue,

            @JsonProperty(required = true) @JsonPropertyDescription("share of the revenue that an outage loses")
            StatedQuantity shareLost,

            @JsonProperty(required = true) @JsonPropertyDescription("cost of the current errors")
            StatedQuantity errorsPerWeek,

            @JsonProperty(required = true) @JsonPropertyDescription("gain of the complete change")
            StatedQuantity gainPerWeek,

            @JsonProperty(required = true) @JsonPropertyDescription("cost of work")
            StatedQuantity labourPerWeek,

            @JsonPropertyDescription("costs of a major incident besides the lost revenue") @Nullable
            MajorIncident majorIncident) {}

    /// Revenue by hour, in a CSV file with the columns `hour` and `revenue`.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Revenue(
            @JsonProperty(required = true)
            @JsonPropertyDescription("CSV file next to the case, with columns hour (2026-01-31T09:00) and revenue")
            String file,

            @JsonProperty(defaultValue = "revenue") @JsonPropertyDescription("column of the revenue")
            String column,

            @JsonProperty(defaultValue = "1") @JsonPropertyDescription("current revenue relative to the file, above 0")
            double growth,

            @JsonProperty(defaultValue = "false")
            @JsonPropertyDescription("whether hours far above the median count unchanged")
            boolean keepSpikes,

            @JsonPropertyDescription("days on which outages can begin; default: MONDAY to FRIDAY") @Nullable
            List<DayOfWeek> deployDays,

            @JsonProperty(defaultValue = "9")
            @JsonPropertyDescription("first hour of the day in which outages can begin, 0 to 23")
            int deployFrom,

            @JsonProperty(defaultValue = "17") @JsonPropertyDescription("end of these hours, at most 24")
            int deployUntil) {}

    /// Costs of a major incident besides the lost revenue.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MajorIncident(
            @JsonPropertyDescription("by name: credits to customers; only the last reached one applies")
            Map<String, Credit> credits,

            @JsonPropertyDescription("lost customers") @Nullable
            Churn churn,

            @JsonPropertyDescription("repair and cleanup") @Nullable
            StatedQuantity labour,

            @JsonPropertyDescription("contracts and authorities") @Nullable
            StatedQuantity penalties) {}

    /// A credit to customers.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Credit(
            @JsonProperty(defaultValue = "0")
            @JsonPropertyDescription("minutes of the outage from which it is due, 0 or more")
            double afterMinutes,

            @JsonProperty(required = true) @JsonPropertyDescription("total amount")
            StatedQuantity amount) {}

    /// Lost customers.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Churn(
            @JsonProperty(required = true) @JsonPropertyDescription("affected customers")
            StatedQuantity customers,

            @JsonProperty(required = true) @JsonPropertyDescription("share of them that leaves")
            StatedQuantity uplift,

            @JsonProperty(required = true) @JsonPropertyDescription("value of a customer")
            StatedQuantity value) {}

    /// A promised date.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Commitment(
            @JsonProperty(required = true) @JsonPropertyDescription("last day on which it is met")
            LocalDate date,

            @JsonProperty("to") @JsonPropertyDescription("to whom it was promised") @Nullable
            String promisedTo,

            @JsonPropertyDescription("cost of missing it") @Nullable
            StatedQuantity miss,

            @JsonPropertyDescription("cost of each week of delay") @Nullable
            StatedQuantity perWeekLate) {}

    /// The base rate of major incidents.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record BaseRate(
            @JsonProperty(required = true) @JsonPropertyDescription("share of similar changes that fail")
            StatedQuantity failed,

            @JsonProperty(required = true) @JsonPropertyDescription("share of failed changes that are major incidents")
            StatedQuantity majorGivenFailed,

            @JsonProperty(defaultValue = "false")
            @JsonPropertyDescription("whether the causes are scaled to the base rate")
            boolean reconcile,

            @JsonPropertyDescription("by name: properties in which the change differs from those of the base rate")
            Map<String, Readiness> readiness) {}

    /// A property in which the change differs from others.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Readiness(
            @JsonProperty(required = true) @JsonPropertyDescription("value of this change")
            double value,

            @JsonProperty(required = true) @JsonPropertyDescription("mean of the changes of the base rate")
            double mean,

            @JsonProperty(required = true) @JsonPropertyDescription("effect of one unit on the logit of failure")
            StatedQuantity effect,

            @JsonPropertyDescription("lowest and highest observed value: [0, 12]") @Nullable
            List<Double> seen,

            @JsonProperty(defaultValue = "false")
            @JsonPropertyDescription("whether it is the approval by an external board")
            boolean approvalBoard,

            @JsonProperty(defaultValue = "0")
            @JsonPropertyDescription("events in own data, at least 10 for each property")
            long events,

            @JsonPropertyDescription("kind of changes in the service history from which to learn the effect") @Nullable
            String learnFrom) {}

    /// A measure, checked only for effects that count twice.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Lever(
            @JsonProperty(required = true)
            @JsonPropertyDescription("changed parts: work NAME, outage NAME, readiness NAME, containment")
            List<String> moves,

            @JsonPropertyDescription("how the effect is split between several parts") @Nullable
            String split) {}
}
