// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
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

/// A parser of requests about capacity. Reports all validation errors at once.
final class CapacityRequestParser {
    private static final Set<String> KINDS =
            Arrays.stream(WorkKind.values()).map(WorkKind::name).collect(Collectors.toSet());
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int USUAL_WEEKS = 4;
    private static final int CURRENCY = 3;

    private CapacityRequestParser() {}

    /// A requested policy and its reason.
    record NewPolicy(CapacityPolicy policy, String reason) {}

    /// Parses a policy. Missing fields get their defaults.
    static NewPolicy parsePolicy(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("defaultSplit", "daysPerWeek", "costOfDelay", "currency", "reason"));
        CapacitySplit defaultSplit = readSplit(fields, "defaultSplit");
        Double days = fields.find("daysPerWeek") == null ? null : (Double) fields.number("daysPerWeek", 1);
        if (days != null && !(days > 0 && Double.isFinite(days))) {
            errors.add(fields.pointerTo("daysPerWeek"), "must be above 0, got " + days, "set person-days per week");
            days = null;
        }
        BigDecimal delay = readMoney(fields);
        String currency = fields.text("currency", "");
        if (delay != null && currency.length() != CURRENCY) {
            errors.add(
                    fields.pointerTo("currency"),
                    "must be an ISO 4217 code such as CHF",
                    "set the currency of costOfDelay");
        }
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The policy was not changed.");
        return new NewPolicy(
                new CapacityPolicy(defaultSplit == null ? CapacitySplit.DEFAULT : defaultSplit, days, delay, currency),
                reason);
    }

    private static @Nullable BigDecimal readMoney(JsonObjectReader fields) {
        JsonNode node = fields.find("costOfDelay");
        if (node == null) {
            return null;
        }
        BigDecimal money = JsonObjectReader.toDecimal(node);
        if (money == null || money.signum() < 0) {
            fields.errors()
                    .add(
                            fields.pointerTo("costOfDelay"),
                            "must be a number, 0 or more, got " + node,
                            "set the cost of one week of delay");
            return null;
        }
        return money;
    }

    /// A requested plan and its reason.
    ///
    /// @param split requested split; null for the next step towards the recommended one
    record NewPlan(@Nullable CapacitySplit split, String reason) {}

    static NewPlan parsePlan(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("split", "reason"));
        CapacitySplit split = readSplit(fields, "split");
        String reason = ReasonAndExpiryReader.readReason(fields);
        ValidationErrorMapper.throwIfAny(errors, "The plan was not changed.");
        return new NewPlan(split, reason);
    }

    private static @Nullable CapacitySplit readSplit(JsonObjectReader fields, String name) {
        if (fields.find(name) == null) {
            return null;
        }
        JsonObjectReader given = fields.object(name).rejectUnknownFields(KINDS);
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        for (WorkKind kind : WorkKind.values()) {
            shares.put(kind, given.number(kind.name(), 0));
        }
        try {
            return new CapacitySplit(shares);
        } catch (IllegalArgumentException e) {
            fields.errors().add(fields.pointerTo(name), String.valueOf(e.getMessage()), "use shares that add up to 1");
            return null;
        }
    }

    /// The team of a requested rule, its author and the time of the request.
    record RequirementContext(String team, String actor, Instant now) {}

    /// Parses a rule of minimum capacity and generates its id.
    ///
    /// @param known adds validation errors for unknown teams and environments
    static MinimumTimeShareRule parseRequirement(
            @Nullable JsonNode body, RequirementContext by, BiConsumer<JsonObjectReader, String> known) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("kind", "minimumShare", "weeks", "environments", "reason", "expiresAt"));
        if (fields.find("kind") == null) {
            errors.add(fields.pointerTo("kind"), "is missing", "use one of " + List.of(WorkKind.values()));
        }
        WorkKind kind = fields.enumValue("kind", WorkKind.class, WorkKind.RELIABILITY);
        double share = fields.number("minimumShare", 0);
        if (!(share > 0 && share <= 1)) {
            errors.add(
                    fields.pointerTo("minimumShare"),
                    fields.find("minimumShare") == null ? "is missing" : "must be above 0 and at most 1, got " + share,
                    "set a share such as 0.3");
        }
        long weeks = fields.integer("weeks", USUAL_WEEKS);
        if (weeks < 1 || weeks > MinimumTimeShareRule.MAX_WEEKS) {
            errors.add(
                    fields.pointerTo("weeks"),
                    "must be 1 to " + MinimumTimeShareRule.MAX_WEEKS + ", got " + weeks,
                    "set the number of past weeks to measure");
        }
        List<String> environments = fields.texts("environments", List.of());
        String reason = ReasonAndExpiryReader.readReason(fields);
        Instant expiresAt = ReasonAndExpiryReader.readExpiry(fields, by.now(), LONGEST);
        known.accept(fields, by.team());
        ValidationErrorMapper.throwIfAny(errors, "The requirement was not created.");
        return new MinimumTimeShareRule(
                IdAndSecretGenerator.newId("cr-"),
                by.team(),
                kind,
                share,
                (int) weeks,
                environments,
                by.actor(),
                reason,
                by.now(),
                expiresAt);
    }
}
