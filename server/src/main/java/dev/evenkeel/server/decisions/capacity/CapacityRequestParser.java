// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumCapacityRule;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what people send about capacity. Everything that is wrong is told at once.
final class CapacityRequestParser {
    private static final Set<String> KINDS =
            Arrays.stream(WorkKind.values()).map(WorkKind::name).collect(Collectors.toSet());
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int USUAL_WEEKS = 4;
    private static final int CURRENCY = 3;

    private CapacityRequestParser() {}

    /// A policy with the reason for it.
    record NewPolicy(CapacityPolicy policy, String reason) {}

    /// A field that is left out is set to its default.
    static NewPolicy policy(@Nullable JsonNode body) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults)
                .only(Set.of("usual", "daysPerWeek", "delayCost", "currency", "reason"));
        CapacitySplit usual = split(fields, "usual");
        Double days = fields.find("daysPerWeek") == null ? null : (Double) fields.number("daysPerWeek", 1);
        if (days != null && !(days > 0 && Double.isFinite(days))) {
            faults.add(fields.at("daysPerWeek"), "must be above 0, got " + days, "give person-days a week");
            days = null;
        }
        BigDecimal delay = money(fields);
        String currency = fields.text("currency", "");
        if (delay != null && currency.length() != CURRENCY) {
            faults.add(fields.at("currency"), "must be a currency such as CHF", "name the currency of delayCost");
        }
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "The policy stays as it is.");
        return new NewPolicy(
                new CapacityPolicy(usual == null ? CapacitySplit.USUAL : usual, days, delay, currency), reason);
    }

    private static @Nullable BigDecimal money(JsonObjectReader fields) {
        JsonNode node = fields.find("delayCost");
        if (node == null) {
            return null;
        }
        BigDecimal money = JsonObjectReader.decimal(node);
        if (money == null || money.signum() < 0) {
            fields.faults()
                    .add(fields.at("delayCost"), "must be a number, 0 or more, got " + node, "give money a week");
            return null;
        }
        return money;
    }

    /// A plan with the reason for it.
    ///
    /// @param split that a person sets; null for the one that the ladder asks for next
    record NewPlan(@Nullable CapacitySplit split, String reason) {}

    static NewPlan plan(@Nullable JsonNode body) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(Set.of("split", "reason"));
        CapacitySplit split = split(fields, "split");
        String reason = ReasonAndExpiryReader.reason(fields);
        RequestValidation.throwIfAny(faults, "The plan stays as it is.");
        return new NewPlan(split, reason);
    }

    private static @Nullable CapacitySplit split(JsonObjectReader fields, String name) {
        if (fields.find(name) == null) {
            return null;
        }
        JsonObjectReader given = fields.object(name).only(KINDS);
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        for (WorkKind kind : WorkKind.values()) {
            shares.put(kind, given.number(kind.name(), 0));
        }
        try {
            return new CapacitySplit(shares);
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.at(name), String.valueOf(e.getMessage()), "give shares such as 0.7, together 1");
            return null;
        }
    }

    /// Whose capacity somebody requires, and when.
    record RequirementContext(String team, String who, Instant now) {}

    /// A rule with a name.
    ///
    /// @param known adds what of the fields, and the team, is not there
    static MinimumCapacityRule required(
            @Nullable JsonNode body, RequirementContext by, BiConsumer<JsonObjectReader, String> known) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults)
                .only(Set.of("kind", "atLeast", "weeks", "environments", "reason", "until"));
        if (fields.find("kind") == null) {
            faults.add(fields.at("kind"), "is missing", "use one of " + List.of(WorkKind.values()));
        }
        WorkKind kind = fields.oneOf("kind", WorkKind.class, WorkKind.RELIABILITY);
        double atLeast = fields.number("atLeast", 0);
        if (!(atLeast > 0 && atLeast <= 1)) {
            faults.add(
                    fields.at("atLeast"),
                    fields.find("atLeast") == null ? "is missing" : "must be above 0 and at most 1, got " + atLeast,
                    "give the share, such as 0.3");
        }
        long weeks = fields.integer("weeks", USUAL_WEEKS);
        if (weeks < 1 || weeks > MinimumCapacityRule.MOST_WEEKS) {
            faults.add(
                    fields.at("weeks"),
                    "must be 1 to " + MinimumCapacityRule.MOST_WEEKS + ", got " + weeks,
                    "give the weeks over which it is measured");
        }
        List<String> environments = fields.texts("environments", List.of());
        String reason = ReasonAndExpiryReader.reason(fields);
        Instant until = ReasonAndExpiryReader.until(fields, by.now(), LONGEST);
        known.accept(fields, by.team());
        RequestValidation.throwIfAny(faults, "Nothing is required that was not before.");
        return new MinimumCapacityRule(
                IdGenerator.id("cr-"),
                by.team(),
                kind,
                atLeast,
                (int) weeks,
                environments,
                by.who(),
                reason,
                by.now(),
                until);
    }
}
