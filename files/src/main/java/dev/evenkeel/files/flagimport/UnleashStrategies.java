// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Activation strategies of Unleash as conditions: <https://docs.getunleash.io/reference/activation-strategies>.
final class UnleashStrategies {
    private static final int PERCENT = 100;

    private final UnleashContext context;
    private final UnleashConstraints constraints;
    private final UnleashSegments segments;

    UnleashStrategies(UnleashContext context, UnleashConstraints constraints, UnleashSegments segments) {
        this.context = context;
        this.constraints = constraints;
        this.segments = segments;
    }

    /// Whether the strategy lets a context in. What is refused lets nobody in.
    ///
    /// @param feature name of the flag, which is the group when none is given
    JsonNode rule(Part strategy, String feature) {
        String part = "strategy " + strategy.text("name", "");
        strategy.leaveOut("it decides nothing", "id", "title", "milestoneId");
        JsonNode own = own(strategy, feature);
        int before = strategy.export().refusals();
        JsonNode rule = Logic.and(
                own, segments.all(strategy.elements("segments")), constraints.all(strategy.elements("constraints")));
        if (!own.equals(Logic.REFUSED)) {
            report(strategy, part, before);
        }
        return rule;
    }

    private static void report(Part strategy, String part, int refusals) {
        String name = strategy.text("name", "");
        boolean draws = name.equals("gradualRolloutRandom")
                || (name.equals("flexibleRollout")
                        && UnleashContext.draws(strategy.member("parameters").text("stickiness", "default"))
                        && percent(strategy, "rollout") % PERCENT != 0);
        if (draws && strategy.export().refusals() == refusals) {
            strategy.changed(
                    part,
                    "where Unleash draws afresh at each call, the attribute " + UnleashContext.DRAW
                            + " is hashed; without it the strategy lets nobody in");
        } else {
            strategy.settle(part, refusals);
        }
    }

    private JsonNode own(Part strategy, String feature) {
        Part parameters = strategy.member("parameters");
        parameters.whole();
        return switch (strategy.text("name", "")) {
            case "default" -> Logic.TRUE;
            case "userWithId" -> Logic.in(context.field("userId"), list(parameters, "userIds"));
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

    private JsonNode rollout(Part strategy, String parameter, String stickiness, String feature) {
        int percent = percent(strategy, parameter);
        if (percent < 0) {
            return refuse(strategy, parameter + " is no whole number from 0 to 100");
        }
        if (percent == 0) {
            return Logic.FALSE;
        }
        if (percent == PERCENT && UnleashContext.draws(stickiness)) {
            return Logic.TRUE;
        }
        JsonNode id = context.id(stickiness);
        String group = strategy.member("parameters").text("groupId", feature);
        JsonNode draw = UnleashContext.rolloutDraw(group, id);
        JsonNode drawn = percent == PERCENT ? Logic.TRUE : Logic.operation("<", draw, Logic.number(percent));
        return Logic.and(Logic.exists(id), drawn);
    }

    /// 0..100, or -1 when it is none.
    private static int percent(Part strategy, String parameter) {
        String text = strategy.member("parameters").text(parameter, "");
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= PERCENT ? Integer.parseInt(text) : -1;
    }

    /// Whole addresses, and networks of IPv4 that end at a dot.
    private JsonNode addresses(Part parameters) {
        JsonNode field = context.field("remoteAddress");
        List<String> whole = new ArrayList<>();
        List<JsonNode> conditions = new ArrayList<>();
        Part listed = parameters.member("IPs");
        for (String address : list(parameters, "IPs")) {
            String prefix = prefix(address);
            if (!address.contains("/")) {
                whole.add(address);
            } else if (prefix.isEmpty()) {
                listed.refused("network " + address, "rules match IPv4 networks of 8, 16, 24 or 32 bits only");
            } else if (prefix.endsWith(".")) {
                conditions.add(Logic.operation("starts_with", field, Logic.text(prefix)));
            } else {
                whole.add(prefix);
            }
        }
        if (whole.stream().anyMatch(address -> address.contains(":"))) {
            listed.changed("IPs", "an IPv6 address is compared as text: the attribute must be written the same way");
        }
        conditions.addFirst(Logic.in(field, whole));
        return Logic.or(conditions);
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

    private static List<String> list(Part parameters, String name) {
        return parameters.has(name)
                ? Stream.of(parameters.text(name, "").split(",", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static JsonNode refuse(Part strategy, String reason) {
        strategy.refused("strategy " + strategy.text("name", ""), reason);
        return Logic.REFUSED;
    }
}
