// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Activation strategies of Unleash as conditions:
/// <https://docs.getunleash.io/reference/activation-strategies>.
final class UnleashStrategyConverter {
    private static final int PERCENT = 100;

    private final UnleashContextMapping context;
    private final UnleashConstraintConverter constraints;
    private final UnleashSegmentConverter segments;

    UnleashStrategyConverter(
            UnleashContextMapping context, UnleashConstraintConverter constraints, UnleashSegmentConverter segments) {
        this.context = context;
        this.constraints = constraints;
        this.segments = segments;
    }

    /// Whether the strategy lets a context in. What is refused lets nobody in.
    ///
    /// @param feature name of the flag, which is the group when none is given
    JsonNode rule(ExportNode strategy, String feature) {
        String part = "strategy " + strategy.text("name", "");
        strategy.leaveOut("it decides nothing", "id", "title", "milestoneId");
        JsonNode own = own(strategy, feature);
        int before = strategy.export().refusals();
        JsonNode rule = JsonLogicBuilder.and(
                own, segments.all(strategy.elements("segments")), constraints.all(strategy.elements("constraints")));
        if (!own.equals(JsonLogicBuilder.REFUSED)) {
            report(strategy, part, before);
        }
        return rule;
    }

    private static void report(ExportNode strategy, String part, int refusals) {
        String name = strategy.text("name", "");
        boolean draws = name.equals("gradualRolloutRandom")
                || (name.equals("flexibleRollout")
                        && UnleashContextMapping.draws(
                                strategy.member("parameters").text("stickiness", "default"))
                        && percent(strategy, "rollout") % PERCENT != 0);
        if (draws && strategy.export().refusals() == refusals) {
            strategy.changed(
                    part,
                    "where Unleash draws afresh at each call, the attribute " + UnleashContextMapping.DRAW
                            + " is hashed; without it the strategy lets nobody in");
        } else {
            strategy.settle(part, refusals);
        }
    }

    private JsonNode own(ExportNode strategy, String feature) {
        ExportNode parameters = strategy.member("parameters");
        parameters.whole();
        return switch (strategy.text("name", "")) {
            case "default" -> JsonLogicBuilder.TRUE;
            case "userWithId" -> JsonLogicBuilder.in(context.field("userId"), list(parameters, "userIds"));
            case "gradualRolloutUserId" -> rollout(strategy, "percentage", "userId", feature);
            case "gradualRolloutSessionId" -> rollout(strategy, "percentage", "sessionId", feature);
            case "gradualRolloutRandom" -> rollout(strategy, "percentage", "random", feature);
            case "flexibleRollout" -> rollout(strategy, "rollout", parameters.text("stickiness", "default"), feature);
            case "remoteAddress" -> addresses(parameters);
            case "applicationHostname" ->
                refuse(
                        strategy,
                        "it asks for the name of the machine that evaluates; let the service give it as an attribute "
                                + "and compare that");
            default -> refuse(strategy, "it is a strategy of your own, written in code; write it as a rule");
        };
    }

    private JsonNode rollout(ExportNode strategy, String parameter, String stickiness, String feature) {
        int percent = percent(strategy, parameter);
        if (percent < 0) {
            return refuse(strategy, parameter + " is no whole number from 0 to 100");
        }
        if (percent == 0) {
            return JsonLogicBuilder.FALSE;
        }
        if (percent == PERCENT && UnleashContextMapping.draws(stickiness)) {
            return JsonLogicBuilder.TRUE;
        }
        JsonNode id = context.id(stickiness);
        String group = strategy.member("parameters").text("groupId", feature);
        JsonNode draw = UnleashContextMapping.rolloutDraw(group, id);
        JsonNode drawn = percent == PERCENT
                ? JsonLogicBuilder.TRUE
                : JsonLogicBuilder.operation("<", draw, JsonLogicBuilder.number(percent));
        return JsonLogicBuilder.and(JsonLogicBuilder.exists(id), drawn);
    }

    /// 0..100, or -1 when it is none.
    private static int percent(ExportNode strategy, String parameter) {
        String text = strategy.member("parameters").text(parameter, "");
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= PERCENT ? Integer.parseInt(text) : -1;
    }

    /// Whole addresses, and networks of IPv4 that end at a dot.
    private JsonNode addresses(ExportNode parameters) {
        JsonNode field = context.field("remoteAddress");
        List<String> whole = new ArrayList<>();
        List<JsonNode> conditions = new ArrayList<>();
        ExportNode listed = parameters.member("IPs");
        for (String address : list(parameters, "IPs")) {
            String prefix = prefix(address);
            if (!address.contains("/")) {
                whole.add(address);
            } else if (prefix.isEmpty()) {
                listed.refused("network " + address, "rules match IPv4 networks of 8, 16, 24 or 32 bits only");
            } else if (prefix.endsWith(".")) {
                conditions.add(JsonLogicBuilder.operation("starts_with", field, JsonLogicBuilder.text(prefix)));
            } else {
                whole.add(prefix);
            }
        }
        if (whole.stream().anyMatch(address -> address.contains(":"))) {
            listed.changed("IPs", "an IPv6 address is compared as text: the attribute must be written the same way");
        }
        conditions.addFirst(JsonLogicBuilder.in(field, whole));
        return JsonLogicBuilder.or(conditions);
    }

    /// How the texts of a network's addresses begin; empty when they have no common beginning.
    private static String prefix(String network) {
        if (!network.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}/(8|16|24|32)")) {
            return "";
        }
        String[] octets = network.substring(0, network.indexOf('/')).split("\\.");
        int kept = Integer.parseInt(network.substring(network.indexOf('/') + 1)) / 8;
        return String.join(".", List.of(octets).subList(0, kept)) + (kept < octets.length ? "." : "");
    }

    private static List<String> list(ExportNode parameters, String name) {
        return parameters.has(name)
                ? Stream.of(parameters.text(name, "").split(",", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static JsonNode refuse(ExportNode strategy, String reason) {
        strategy.refused("strategy " + strategy.text("name", ""), reason);
        return JsonLogicBuilder.REFUSED;
    }
}
