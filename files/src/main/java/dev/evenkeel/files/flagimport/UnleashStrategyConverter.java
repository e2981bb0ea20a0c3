// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A converter of Unleash activation strategies to conditions:
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

    /// Whether the strategy enables the feature for a context. A rejected strategy matches no context.
    ///
    /// @param feature name of the flag, the default group
    JsonNode convert(ExportNode strategy, String feature) {
        String part = "strategy " + strategy.text("name", "");
        strategy.reportIgnored("no effect on evaluation", "id", "title", "milestoneId");
        JsonNode own = convertParameters(strategy, feature);
        int before = strategy.export().rejectionCount();
        JsonNode rule = JsonLogicBuilder.and(
                own,
                segments.convertAll(strategy.elements("segments")),
                constraints.convertAll(strategy.elements("constraints")));
        if (!own.equals(JsonLogicBuilder.REJECTED)) {
            reportStrategy(strategy, part, before);
        }
        return rule;
    }

    private static void reportStrategy(ExportNode strategy, String part, int refusals) {
        String name = strategy.text("name", "");
        boolean draws = name.equals("gradualRolloutRandom")
                || (name.equals("flexibleRollout")
                        && UnleashContextMapping.isRandom(
                                strategy.member("parameters").text("stickiness", "default"))
                        && parsePercent(strategy, "rollout") % PERCENT != 0);
        if (draws && strategy.export().rejectionCount() == refusals) {
            strategy.reportConverted(
                    part,
                    "Unleash decides randomly for each call; Evenkeel hashes the attribute "
                            + UnleashContextMapping.DRAW
                            + ", and matches no user without it");
        } else {
            strategy.reportUnlessRejected(part, refusals);
        }
    }

    private JsonNode convertParameters(ExportNode strategy, String feature) {
        ExportNode parameters = strategy.member("parameters");
        parameters.readWhole();
        return switch (strategy.text("name", "")) {
            case "default" -> JsonLogicBuilder.TRUE;
            case "userWithId" -> JsonLogicBuilder.in(context.toVariable("userId"), parseList(parameters, "userIds"));
            case "gradualRolloutUserId" -> convertRollout(strategy, "percentage", "userId", feature);
            case "gradualRolloutSessionId" -> convertRollout(strategy, "percentage", "sessionId", feature);
            case "gradualRolloutRandom" -> convertRollout(strategy, "percentage", "random", feature);
            case "flexibleRollout" ->
                convertRollout(strategy, "rollout", parameters.text("stickiness", "default"), feature);
            case "remoteAddress" -> convertAddresses(parameters);
            case "applicationHostname" ->
                reject(
                        strategy,
                        "host names are not supported; send the host name as an attribute " + "and compare that");
            default -> reject(strategy, "custom strategies are not supported; write it as a rule");
        };
    }

    private JsonNode convertRollout(ExportNode strategy, String parameter, String stickiness, String feature) {
        int percent = parsePercent(strategy, parameter);
        if (percent < 0) {
            return reject(strategy, parameter + " must be an integer from 0 to 100");
        }
        if (percent == 0) {
            return JsonLogicBuilder.FALSE;
        }
        if (percent == PERCENT && UnleashContextMapping.isRandom(stickiness)) {
            return JsonLogicBuilder.TRUE;
        }
        JsonNode id = context.stickinessKey(stickiness);
        String group = strategy.member("parameters").text("groupId", feature);
        JsonNode draw = UnleashContextMapping.rolloutHash(group, id);
        JsonNode drawn = percent == PERCENT
                ? JsonLogicBuilder.TRUE
                : JsonLogicBuilder.operation("<", draw, JsonLogicBuilder.number(percent));
        return JsonLogicBuilder.and(JsonLogicBuilder.exists(id), drawn);
    }

    /// A percentage of 0 to 100, or -1 when it is invalid.
    private static int parsePercent(ExportNode strategy, String parameter) {
        String text = strategy.member("parameters").text(parameter, "");
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= PERCENT ? Integer.parseInt(text) : -1;
    }

    /// Supports whole addresses, and IPv4 networks that end at a dot.
    private JsonNode convertAddresses(ExportNode parameters) {
        JsonNode field = context.toVariable("remoteAddress");
        List<String> whole = new ArrayList<>();
        List<JsonNode> conditions = new ArrayList<>();
        ExportNode listed = parameters.member("IPs");
        for (String address : parseList(parameters, "IPs")) {
            String prefix = networkPrefix(address);
            if (!address.contains("/")) {
                whole.add(address);
            } else if (prefix.isEmpty()) {
                listed.reportRejected("network " + address, "only IPv4 networks of 8, 16, 24 or 32 bits are supported");
            } else if (prefix.endsWith(".")) {
                conditions.add(JsonLogicBuilder.operation("starts_with", field, JsonLogicBuilder.text(prefix)));
            } else {
                whole.add(prefix);
            }
        }
        if (whole.stream().anyMatch(address -> address.contains(":"))) {
            listed.reportConverted(
                    "IPs", "IPv6 addresses are compared as strings; the attribute must have the same notation");
        }
        conditions.addFirst(JsonLogicBuilder.in(field, whole));
        return JsonLogicBuilder.or(conditions);
    }

    /// The common prefix of a network's addresses as texts; empty without one.
    private static String networkPrefix(String network) {
        if (!network.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}/(8|16|24|32)")) {
            return "";
        }
        String[] octets = network.substring(0, network.indexOf('/')).split("\\.");
        int kept = Integer.parseInt(network.substring(network.indexOf('/') + 1)) / 8;
        return String.join(".", List.of(octets).subList(0, kept)) + (kept < octets.length ? "." : "");
    }

    private static List<String> parseList(ExportNode parameters, String name) {
        return parameters.hasNonNull(name)
                ? Stream.of(parameters.text(name, "").split(",", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static JsonNode reject(ExportNode strategy, String reason) {
        strategy.reportRejected("strategy " + strategy.text("name", ""), reason);
        return JsonLogicBuilder.REJECTED;
    }
}
